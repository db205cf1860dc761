// expect[READ]: recto: schema: an option names a member of another struct; use members of this struct only
// expect[GET]: recto: schema: an option names a member of another struct; use members of this struct only
// expect[INSERT]: recto: schema: an option names a member of another struct; use members of this struct only
// expect[INSERT_ALL]: recto: schema: an option names a member of another struct; use members of this struct only
// expect[DELETE_ALL]: recto: schema: an option names a member of another struct; use members of this struct only
// names: Thing
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Other {
  std::int64_t id{};
  std::string secret{};
  std::string more{};
};
struct Thing {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("things") | recto::redacted<&Other::more>; }
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
