import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.util.Base64;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;

/**
 * The StAX writer whose manners rule 9 of the transform describes. Each line of input is a document in base64, each line
 * of output the same document as the writer writes it.
 */
public class Woodstox {
    public static void main(String[] args) throws Exception {
        var readers = new WstxInputFactory();
        var writers = new WstxOutputFactory();
        var lines = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
        for (String line; (line = lines.readLine()) != null; ) {
            var out = new ByteArrayOutputStream();
            XMLEventReader from = readers.createXMLEventReader(new ByteArrayInputStream(Base64.getDecoder().decode(line)), "UTF-8");
            XMLEventWriter to = writers.createXMLEventWriter(out, "UTF-8");
            while (from.hasNext()) {
                var event = from.nextEvent();
                if (event.isStartElement() || event.isEndElement() || event.isCharacters()) {
                    to.add(event);
                }
            }
            to.close();
            System.out.println(Base64.getEncoder().encodeToString(out.toByteArray()));
        }
    }
}
