// expect[READ]: recto: schema: timestamps needs a field `inserted_at` or `updated_at` of type recto::utc_datetime
// expect[GET]: recto: schema: timestamps needs a field `inserted_at` or `updated_at` of type recto::utc_datetime
// expect[INSERT]: recto: schema: timestamps needs a field `inserted_at` or `updated_at` of type recto::utc_datetime
// expect[INSERT_ALL]: recto: schema: timestamps needs a field `inserted_at` or `updated_at` of type recto::utc_datetime
// expect[DELETE_ALL]: recto: schema: timestamps needs a field `inserted_at` or `updated_at` of type recto::utc_datetime
// names: Thing
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Thing {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("things") | recto::timestamps; }
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
