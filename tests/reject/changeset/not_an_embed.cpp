// expect[CAST]: recto: cast_embed, put_embed: this field embeds no struct; make it a recto::embeds_one or embeds_many
// expect[PUT]: recto: cast_embed, put_embed: this field embeds no struct; make it a recto::embeds_one or embeds_many
// names: Member, name
#include <reject/changeset/embed.hpp>

void use(recto::params const& given) {
  using namespace recto;
  auto member = cast(Member{}, given, permit<&Member::name>) | cast_embed<&Member::address>(cast_address);
#ifdef REJECT_CAST
  member = member | cast_embed<&Member::name>(cast_address);
#endif
#ifdef REJECT_PUT
  member = member | put_embed<&Member::name>("Ada");
#endif
}
