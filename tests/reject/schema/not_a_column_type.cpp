// expect[READ]: recto: schema: the type of this field cannot be a column; specialise recto::type for it, or say recto::virtual_field
// expect[GET]: recto: schema: the type of this field cannot be a column; specialise recto::type for it, or say recto::virtual_field
// expect[INSERT]: recto: schema: the type of this field cannot be a column; specialise recto::type for it, or say recto::virtual_field
// expect[INSERT_ALL]: recto: schema: the type of this field cannot be a column; specialise recto::type for it, or say recto::virtual_field
// expect[DELETE_ALL]: recto: schema: the type of this field cannot be a column; specialise recto::type for it, or say recto::virtual_field
// names: Thing, place
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Point {
  int x{};
};
struct Thing {
  std::int64_t id{};
  Point place{};
  static consteval auto schema() { return recto::table("things"); }
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
