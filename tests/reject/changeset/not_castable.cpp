// expect: recto: cast: a value of this field's type cannot be made from outside input; for a nested struct write cast_embed, for a type of your own give its recto::type a `cast`
// names: position
#include <recto/recto.hpp>

struct Point {
  int x{}, y{};
};
struct Place {
  std::int64_t id{};
  std::string name{};
  Point position{};
  static consteval auto schema() { return recto::table("places") | recto::virtual_field<&Place::position>; }
};

recto::changeset<Place> use(recto::params const& params) {
  using namespace recto;
  auto cs = cast(Place{}, params, permit<&Place::name>) | put<&Place::position>(Point{1, 2});
#ifdef REJECT
  cs = cast(cs, params, permit<&Place::name, &Place::position>);
#endif
  return cs;
}
