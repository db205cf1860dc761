// expect[PERMIT]: recto: cast: a value of this field's type cannot be made from outside input; for a nested struct write cast_embed
// expect[PUT]: recto: changeset: the value does not fit the field
// names: Member, address
#include <reject/changeset/embed.hpp>

void use(recto::params const& given) {
  using namespace recto;
  auto member = cast(Member{}, given, permit<&Member::name>) | put_embed<&Member::address>(Address{});
#ifdef REJECT_PERMIT
  member = cast(Member{}, given, permit<&Member::address>);
#endif
#ifdef REJECT_PUT
  member = member | put_embed<&Member::address>(Item{});
#endif
}
