package form

// enrolment is a form of forty fields with conditions, a list and a dictionary: the measure of the hot path.
const enrolment = `{
"schema":{"type":"object","properties":{
 "applicant":{"type":"object","title":"Заявитель","x-widget":"person","properties":{
  "surname":{"type":"string","title":"Фамилия","maxLength":100,"x-prefill":"surname"},
  "name":{"type":"string","title":"Имя","maxLength":100,"x-prefill":"name"},
  "patronymic":{"type":"string","title":"Отчество","maxLength":100},
  "birth_date":{"type":"string","title":"Дата рождения","format":"date","x-latest":"today-14y","x-earliest":"1900-01-01"},
  "snils":{"type":"string","title":"СНИЛС","format":"snils","x-mask":"999-999-999 99"},
  "phone":{"type":"string","title":"Телефон","format":"phone"},
  "email":{"type":"string","title":"Электронная почта","format":"email"}},"required":["surname","name","birth_date","snils","phone"]},
 "document":{"type":"object","title":"Паспорт","properties":{
  "number":{"type":"string","title":"Серия и номер","format":"passport"},
  "issued_on":{"type":"string","title":"Дата выдачи","format":"date","x-latest":"today"},
  "issued_by":{"type":"string","title":"Кем выдан","maxLength":300},
  "code":{"type":"string","title":"Код подразделения","pattern":"^\\d{3}-\\d{3}$"}},"required":["number","issued_on"]},
 "relation":{"type":"string","title":"Кем вы приходитесь ребёнку","oneOf":[{"const":"parent","title":"Родитель"},{"const":"guardian","title":"Опекун"}]},
 "guardian":{"type":"object","title":"Акт об опеке","properties":{
  "number":{"type":"string","title":"Номер акта","maxLength":50},
  "date":{"type":"string","title":"Дата акта","format":"date","x-latest":"today"}},"required":["number","date"]},
 "child":{"type":"object","title":"Ребёнок","x-widget":"person","properties":{
  "surname":{"type":"string","title":"Фамилия","maxLength":100},
  "name":{"type":"string","title":"Имя","maxLength":100},
  "patronymic":{"type":"string","title":"Отчество","maxLength":100},
  "birth_date":{"type":"string","title":"Дата рождения","format":"date","x-latest":"today-5y","x-earliest":"today-9y"},
  "sex":{"type":"string","title":"Пол","oneOf":[{"const":"m","title":"Мальчик"},{"const":"f","title":"Девочка"}]},
  "snils":{"type":"string","title":"СНИЛС","format":"snils"},
  "certificate":{"type":"string","title":"Свидетельство о рождении","format":"birth-certificate"}},"required":["surname","name","birth_date","sex","snils"]},
 "address":{"type":"object","title":"Адрес ребёнка","x-widget":"address","properties":{
  "postcode":{"type":"string","title":"Индекс","format":"postcode"},
  "district":{"type":"string","title":"Район","maxLength":100},
  "settlement":{"type":"string","title":"Населённый пункт","maxLength":150},
  "street":{"type":"string","title":"Улица","maxLength":150},
  "house":{"type":"string","title":"Дом","maxLength":20},
  "flat":{"type":"string","title":"Квартира","maxLength":20},
  "since":{"type":"string","title":"Зарегистрирован с","format":"date"}},"required":["settlement","house"]},
 "grounds":{"type":"array","title":"Право на льготу","uniqueItems":true,"maxItems":3,"items":{"type":"string","title":"Льгота","oneOf":[{"const":"first","title":"Первоочередное"},{"const":"sibling","title":"В школе учится брат или сестра"},{"const":"out","title":"Внеочередное"}]}},
 "siblings":{"type":"array","title":"Братья и сёстры","minItems":1,"maxItems":5,"items":{"type":"object","title":"Брат или сестра","properties":{
  "surname":{"type":"string","title":"Фамилия","maxLength":100},
  "name":{"type":"string","title":"Имя","maxLength":100},
  "birth_date":{"type":"string","title":"Дата рождения","format":"date","x-latest":"today"},
  "same_school":{"type":"boolean","title":"Учится в этой школе"},
  "class":{"type":"integer","title":"Класс","minimum":1,"maximum":11,"x-when":{"field":"same_school","is":true}}},"required":["surname","name","same_school","class"]}},
 "schools":{"type":"array","title":"Школы","uniqueItems":true,"minItems":1,"maxItems":3,"items":{"type":"string","title":"Школа","x-dictionary":"schools"}},
 "programme":{"type":"string","title":"Программа","oneOf":[{"const":"general","title":"Общая"},{"const":"adapted","title":"Адаптированная"}]},
 "language":{"type":"string","title":"Язык обучения","oneOf":[{"const":"ru","title":"Русский"},{"const":"udm","title":"Удмуртский"}]},
 "native_language":{"type":"string","title":"Родной язык","maxLength":50},
 "need_hostel":{"type":"boolean","title":"Нужен интернат"},
 "floor":{"type":"integer","title":"Этаж","minimum":1,"maximum":100},
 "note":{"type":"string","title":"Что ещё важно","maxLength":1000,"x-widget":"textarea"},
 "files":{"type":"array","title":"Документы","x-widget":"file","maxItems":10,"items":{"type":"object","title":"Файл","properties":{
  "code":{"type":"string","title":"Файл","format":"upload"},
  "name":{"type":"string","title":"Название","maxLength":250}},"required":["code","name"]}},
 "charter":{"type":"boolean","title":"С уставом школы ознакомлен","const":true},
 "consent":{"type":"boolean","title":"Сведения верны","const":true,"x-widget":"sign"}},
 "required":["applicant","document","relation","guardian","child","address","schools","siblings","programme","language","charter","consent"]},
"pages":[
 {"code":"applicant","title":"Заявитель","fields":["applicant","document"]},
 {"code":"relation","title":"Кем вы приходитесь","fields":["relation"]},
 {"code":"guardian","title":"Опека","fields":["guardian"],"when":{"field":"relation","is":"guardian"}},
 {"code":"child","title":"Ребёнок","fields":["child"]},
 {"code":"address","title":"Адрес","fields":["address"]},
 {"code":"grounds","title":"Льготы","fields":["grounds"]},
 {"code":"siblings","title":"Братья и сёстры","fields":["siblings"],"when":{"field":"grounds","has":"sibling"}},
 {"code":"schools","title":"Школы","fields":["schools","programme","language","native_language","need_hostel","floor"]},
 {"code":"files","title":"Документы","fields":["files","note"]},
 {"code":"sign","title":"Подпись","fields":["charter","consent"]}],
"dictionaries":{"schools":[{"code":"izh-30","title":"Школа № 30"},{"code":"izh-24","title":"Лицей № 24"},{"code":"izh-41","title":"Лицей № 41"}]}}`

// enrolled are answers of about 1.4 KB to it, all right.
const enrolled = `{"applicant":{"surname":"Вахрушева","name":"Ольга","patronymic":"Николаевна","birth_date":"1991-04-12","snils":"11223344595","phone":"+79120000001","email":"olga.v@example.ru"},"document":{"number":"9411123456","issued_on":"2011-05-03","issued_by":"УФМС России по Удмуртской Республике","code":"180-001"},"relation":"parent","child":{"surname":"Вахрушев","name":"Тимофей","patronymic":"Андреевич","birth_date":"2019-08-30","sex":"m","snils":"08765430300","certificate":"III-НИ 654321"},"address":{"postcode":"426000","district":"Октябрьский","settlement":"Ижевск","street":"Пушкинская","house":"268","flat":"14","since":"2019-09-10"},"grounds":["sibling"],"siblings":[{"surname":"Вахрушева","name":"Анна","birth_date":"2016-02-01","same_school":true,"class":3}],"schools":["izh-30","izh-24"],"programme":"general","language":"ru","native_language":"русский","need_hostel":false,"floor":4,"note":"Ребёнок ходит в музыкальную школу № 1, просим учесть это, когда будут составлять расписание занятий и кружков; есть брат","files":[{"code":"0123456789abcdef0123456789abcdef","name":"Свидетельство.pdf"}],"charter":true,"consent":true}`
