// expect[READ]: recto: schema: this struct has no schema(); add `static consteval auto schema()
// expect[GET]: recto: schema: this struct has no schema(); add `static consteval auto schema()
// expect[INSERT]: recto: schema: this struct has no schema(); add `static consteval auto schema()
// expect[INSERT_ALL]: recto: schema: this struct has no schema(); add `static consteval auto schema()
// expect[DELETE_ALL]: recto: schema: this struct has no schema(); add `static consteval auto schema()
// names: Thing
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Thing {
  std::int64_t id{};
};

void use(recto::repo& repo) {
  (void)repo;
#ifdef REJECT_READ
  repo.all(recto::from<Thing>);
#endif
#ifdef REJECT_GET
  repo.get<Thing>(1);
#endif
#ifdef REJECT_INSERT
  repo.insert(Thing{});
#endif
#ifdef REJECT_INSERT_ALL
  repo.insert_all(std::vector<Thing>{});
#endif
#ifdef REJECT_DELETE_ALL
  repo.delete_all(recto::from<Thing> | recto::every_row);
#endif
}
