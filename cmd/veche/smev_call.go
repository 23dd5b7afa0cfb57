package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/smev"
	"veche/smev/message"
)

// smevNode is a node and who calls it.
type smevNode struct {
	Endpoint  string          `help:"Address of the node, such as http://host:7500/smev/v1.2/ws." required:""`
	Version   message.Version `name:"smev-version" help:"Version that the address serves; by default the one it names."`
	KeyFile   string          `name:"key" help:"File with the key of the system and its certificate, PEM; of a key server: the certificate alone." required:"" type:"existingfile"`
	Signer    keyOfServer     `embed:"" prefix:"signer-"`
	CA        []string        `name:"ca" help:"Files with the certificates to believe SMEV by; without them only signatures are checked, and not who signed." type:"existingfile"`
	FileStore string          `help:"host:port of the file store."`
	Unsigned  bool            `help:"Accept answers without the signature of SMEV."`
	Timeout   time.Duration   `help:"How long a call may stand still." default:"1m"`
}

func (c *smevNode) client() (*smev.Client, error) {
	text, err := os.ReadFile(c.KeyFile)
	if err != nil {
		return nil, err
	}
	key, err := c.Signer.key(text)
	if err != nil {
		return nil, err
	}
	o := smev.Options{Endpoint: c.Endpoint, Version: c.version(), FileStore: c.FileStore, Key: key, Unsigned: c.Unsigned, Timeout: c.Timeout}
	if len(c.CA) > 0 {
		o.Trust = &pki.Trust{Roots: pki.NewPool(), Revocation: pki.RevocationIfKnown}
	}
	for _, path := range c.CA {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		certificates, err := pki.ParseCertificates(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, certificate := range certificates {
			o.Trust.Roots.Add(certificate)
		}
	}
	return smev.NewClient(o)
}

func (c *smevNode) version() message.Version {
	if c.Version != "" {
		return c.Version
	}
	for _, v := range message.Versions() {
		if strings.Contains(c.Endpoint, v.Path()) {
			return v
		}
	}
	return message.V13
}

// told turns a refusal of SMEV into the sentence for a person.
func told(err error) error {
	var fault *message.Fault
	if errors.As(err, &fault) {
		return fmt.Errorf("%s (%s)", fault.Russian(), fault.StableCode())
	}
	return err
}

type smevSend struct {
	smevNode `embed:""`
	Content  string   `arg:"" help:"File with the content: one XML element in a namespace of its own." type:"existingfile"`
	Attach   []string `help:"Files to send along: beside the envelope, or by the file store when one is named." type:"existingfile"`
	To       string   `help:"Answer: the return address of the request, as veche smev get has shown it. Without it a request is sent."`
	Test     bool     `help:"Mark the request as a test: the provider changes nothing."`
	NodeID   string   `name:"node" help:"Which of our nodes takes the answer."`
}

// Run sends once and tells the identifier.
func (c *smevSend) Run(ctx context.Context) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	body := message.Body{}
	if body.Content, err = os.ReadFile(c.Content); err != nil {
		return err
	}
	ids := message.NewMessageIDs(nil)
	contents := map[string]smev.Content{}
	for i, path := range c.Attach {
		a := message.Attachment{ID: fmt.Sprintf("file-%d", i+1), MimeType: mimeType(path)}
		if c.FileStore != "" {
			a.ID, a.ByReference, a.FileName = string(ids.Next()), true, filepath.Base(path)
		}
		if contents[a.ID], err = fileContent(path); err != nil {
			return err
		}
		if err := client.Prepare(ctx, &a, contents[a.ID]); err != nil {
			return err
		}
		if a.ByReference {
			if err := client.Upload(ctx, &a, contents[a.ID]); err != nil {
				return err
			}
		}
		body.Attachments = append(body.Attachments, a)
	}
	id := ids.Next()
	var metadata *message.Metadata
	if c.To != "" {
		metadata, err = client.SendResponse(ctx, &message.Response{MessageID: id, To: c.To, Body: body}, contents)
	} else {
		metadata, err = client.SendRequest(ctx, &message.Request{MessageID: id, ReferenceMessageID: id, NodeID: c.NodeID, Test: c.Test, Body: body}, contents)
	}
	if err != nil {
		return told(err)
	}
	fmt.Printf("Отправлено: %s, %s\n", id, metadata.Status.Russian())
	return nil
}

func mimeType(path string) string {
	found, _, err := mime.ParseMediaType(mime.TypeByExtension(filepath.Ext(path)))
	if err != nil {
		return "application/octet-stream"
	}
	return found
}

func fileContent(path string) (smev.Content, error) {
	info, err := os.Stat(path)
	if err != nil {
		return smev.Content{}, err
	}
	return smev.Content{Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(path) }}, nil
}

type smevGet struct {
	smevNode  `embed:""`
	Responses bool   `help:"From the queue of answers; by default of requests."`
	Namespace string `help:"Only this kind of content: its namespace."`
	Root      string `help:"Only this kind of content: its root element."`
	NodeID    string `name:"node" help:"Answers to this node of ours."`
	Out       string `help:"Folder for what comes: content, files and the envelope as evidence." default:"." type:"path"`
	Ack       bool   `help:"Confirm the message when it is written: SMEV will not deliver it again."`
}

// Run takes one message.
func (c *smevGet) Run(ctx context.Context) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "smev-get-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	store, err := smev.OpenFolderStore(dir)
	if err != nil {
		return err
	}
	defer store.Close()
	take := client.GetRequest
	if c.Responses {
		take = client.GetResponse
	}
	d, err := take(ctx, message.Selector{NamespaceURI: c.Namespace, RootElement: c.Root, NodeID: c.NodeID}, store)
	switch {
	case err != nil:
		return told(err)
	case d == nil:
		fmt.Println("Очередь пуста.")
		return nil
	case d.Distrust != nil:
		return d.Distrust
	}
	if err := c.write(ctx, d, store); err != nil {
		return err
	}
	describe(d)
	if c.Ack {
		return told(client.Ack(ctx, d.ID(), true))
	}
	return nil
}

func (c *smevGet) write(ctx context.Context, d *smev.Delivery, store smev.Files) error {
	folder := filepath.Join(c.Out, filepath.Base(string(d.ID())))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	err := os.WriteFile(filepath.Join(folder, "envelope.xml"), d.Document, 0o600)
	if content := d.Body().Content; content != nil {
		err = errors.Join(err, os.WriteFile(filepath.Join(folder, "content.xml"), content, 0o600))
	}
	for i, f := range d.Files {
		if f.Key == "" {
			continue
		}
		stream, failed := store.OpenFile(ctx, f.Key)
		if failed != nil {
			return errors.Join(err, failed)
		}
		// Names come from outside: the number tells files apart, the name is only a word in it.
		name := fmt.Sprintf("file-%d-%s", i+1, filepath.Base(filepath.Clean("/"+d.Body().Attachments[i].FileName)))
		err = errors.Join(err, copyTo(filepath.Join(folder, strings.TrimSuffix(name, "-/")), stream), stream.Close())
	}
	fmt.Printf("Записано в %s\n", folder)
	return err
}

func copyTo(path string, from io.Reader) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, from)
	return errors.Join(err, file.Close())
}

func describe(d *smev.Delivery) {
	fmt.Printf("Сообщение %s, отправлено %s\n", d.ID(), message.Moscow(d.Metadata.Sent).Format("02.01.2006 15:04:05"))
	if d.Metadata.Sender != nil {
		fmt.Printf("От кого: %s, %s\n", d.Metadata.Sender.Mnemonic, d.Metadata.Sender.Name)
	}
	if d.Sender != nil {
		fmt.Printf("Подпись отправителя: %s\n", d.Sender.Verdict().Russian())
	}
	for _, f := range d.Files {
		fmt.Printf("Файл %s: %d Б%s\n", f.Attachment, f.Size, problem(f))
	}
	if d.ReplyTo != "" {
		fmt.Printf("Адрес ответа: %s\n", d.ReplyTo)
	}
	if r := d.Response; r != nil {
		for _, rejection := range r.Rejections {
			fmt.Printf("Отказано (%s): %s\n", rejection.Reason, rejection.Description)
		}
		if r.Status != nil {
			fmt.Printf("Состояние работы %d: %s\n", r.Status.Code, r.Status.Description)
		}
		if r.Async != nil {
			describeStatus(r.Async)
		}
	}
}

func problem(f smev.File) string {
	switch {
	case f.Problem == smev.ProblemMissing:
		return ", файла нет"
	case f.Problem == smev.ProblemHash:
		return ", хэш не совпадает с указанным отправителем"
	case f.Signature != "":
		return ", подписал " + f.SignedBy
	}
	return ""
}

func describeStatus(s *message.AsyncStatus) {
	fmt.Printf("Сообщение %s: %s. %s\n", s.OriginalMessageID, s.Category.Russian(), s.Details)
	if s.Fault != nil {
		fmt.Println(s.Fault.Russian())
		for _, e := range s.Fault.Errors {
			fmt.Printf("  место %d: %s\n", e.Position, e.Text)
		}
	}
}

type smevStatus struct {
	smevNode `embed:""`
	NodeID   string `name:"node" help:"Queues of this node of ours (1.1)."`
}

// Run tells all that waits to be told.
func (c *smevStatus) Run(ctx context.Context) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	for {
		status, err := client.GetStatus(ctx)
		if err != nil {
			return told(err)
		}
		if status == nil {
			break
		}
		describeStatus(status)
	}
	if c.version() != message.V11 {
		fmt.Println("Других сообщений о состоянии нет.")
		return nil
	}
	queues, err := client.QueueStatistics(ctx, c.NodeID)
	if err != nil {
		return told(err)
	}
	for _, q := range queues {
		fmt.Printf("Очередь %s: %d\n", q.Name, q.Pending)
	}
	return nil
}
