// expect: recto: association: its key is no field of the struct that should have it; name the field <association>_id or
// names: Thing, maker
#include <recto/changeset/association_constraints.hpp>

#include <cstdint>
#include <string>

struct Maker {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("makers"); }
};

struct Thing {
  std::int64_t id{};
  std::int64_t made_by{};
  recto::belongs_to<Maker> maker{};
  static consteval auto schema() { return recto::table("things"); }
};

auto use(recto::changeset<Thing> given) {
#ifdef REJECT
  return given | recto::assoc_constraint<&Thing::maker>();
#else
  return given;
#endif
}
