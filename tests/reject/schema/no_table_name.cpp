// expect[READ]: recto: schema: schema() does not name the table; begin it with recto::table(
// expect[GET]: recto: schema: schema() does not name the table; begin it with recto::table(
// expect[INSERT]: recto: schema: schema() does not name the table; begin it with recto::table(
// expect[INSERT_ALL]: recto: schema: schema() does not name the table; begin it with recto::table(
// expect[DELETE_ALL]: recto: schema: schema() does not name the table; begin it with recto::table(
// names: Thing
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Thing {
  std::int64_t id{};
  static consteval auto schema() { return recto::prefix("app"); }
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
