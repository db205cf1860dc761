// expect: recto: this field is no association; it is asked for as belongs_to, has_one, has_many or many_to_many
// names: Thing, label
#include <recto/changeset/association_constraints.hpp>

#include <cstdint>
#include <string>

struct Thing {
  std::int64_t id{};
  std::string label{};
  static consteval auto schema() { return recto::table("things"); }
};

auto use(recto::changeset<Thing> given) {
#ifdef REJECT
  return given | recto::assoc_constraint<&Thing::label>();
#else
  return given;
#endif
}
