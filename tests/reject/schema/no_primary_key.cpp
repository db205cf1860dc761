// expect[GET]: recto: repo: this struct has no primary key; name a field id, or say recto::primary_key
// expect[UPDATE]: recto: repo: this struct has no primary key; name a field id, or say recto::primary_key
// expect[DELETE]: recto: repo: this struct has no primary key; name a field id, or say recto::primary_key
// expect[RELOAD]: recto: repo: this struct has no primary key; name a field id, or say recto::primary_key
// names: Thing
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Thing {
  std::int64_t number{};
  static consteval auto schema() { return recto::table("things"); }
};

void use(recto::repo& repo) {
  (void)repo;
#ifdef REJECT_GET
  repo.get<Thing>(1);
#endif
#ifdef REJECT_UPDATE
  repo.update(Thing{});
#endif
#ifdef REJECT_DELETE
  repo.delete_(Thing{});
#endif
#ifdef REJECT_RELOAD
  repo.reload(Thing{});
#endif
}
