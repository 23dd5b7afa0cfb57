package seed

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/portal"
)

// receptions are what the bodies of the demonstration show in the internet reception.
var receptions = []struct {
	key  string
	page portal.Page
}{
	{"minstroy", portal.Page{Slug: "minstroy", Hours: "Понедельник – четверг: 8:30–17:30\nПятница: 8:30–16:30\nПерерыв: 12:00–12:48",
		Functions: "Капитальный ремонт многоквартирных домов, подъездов, кровли и фасадов.\nОтопление, горячая и холодная вода, электричество, газ, вывоз мусора.\nРабота управляющих организаций и плата за коммунальные услуги.\nПереселение из аварийного жилья, строительство домов.",
		Officials: officials("Сурнин Дмитрий Николаевич", "министр", "Ершова Лидия Владимировна", "заместитель министра")}},
	{"government", portal.Page{Slug: "government", Hours: "Понедельник – пятница: 8:30–17:30\nПерерыв: 12:00–13:00",
		Functions: "Работа Правительства и министерств Республики.\nВопросы, которые касаются нескольких министерств сразу.\nНаграды, государственная служба.",
		Officials: officials("Орлов Сергей Викторович", "заместитель Председателя Правительства")}},
	{"minfin", portal.Page{Slug: "minfin", Hours: "Понедельник – четверг: 8:30–17:30\nПятница: 8:30–16:30",
		Functions: "Бюджет Республики, субсидии и межбюджетные средства.\nРегиональные налоги и льготы по ним.",
		Officials: officials("Соколов Андрей Геннадьевич", "министр")}},
	{"city", portal.Page{Slug: "izhevsk", Hours: "Понедельник – пятница: 8:30–17:30",
		Functions: "Дороги, тротуары, мосты и освещение улиц города.\nДворы, детские площадки, благоустройство, уборка снега.\nГородской транспорт, остановки, маршруты.\nДетские сады и школы города.",
		Officials: officials("Виноградов Пётр Алексеевич", "глава города")}},
}

func officials(pairs ...string) db.JSON[[]portal.Official] {
	list := db.JSON[[]portal.Official]{}
	for i := 0; i+1 < len(pairs); i += 2 {
		list.V = append(list.V, portal.Official{Name: pairs[i], Post: pairs[i+1]})
	}
	return list
}

// receive opens the receptions.
func (g *region) receive(ctx context.Context, tx *db.Tx) error {
	for _, r := range receptions {
		p := r.page
		p.BodyID, p.Published, p.Version, p.Phone = g.bodies[r.key].id, true, 1, "(3412) 00-00-00"
		for _, s := range settlements {
			if s.key == r.key {
				p.Address = s.address
			}
		}
		if _, err := db.Insert(ctx, tx, "reception_pages", p); err != nil {
			return err
		}
	}
	return nil
}
