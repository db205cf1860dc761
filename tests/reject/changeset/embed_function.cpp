// expect[OTHER]: recto: cast_embed: there is no function from the embedded struct and its params to its changeset; give one such as
// expect[NONE]: recto: cast_embed: there is no function from the embedded struct and its params to its changeset; give one such as
// expect[RESULT]: recto: cast_embed: there is no function from the embedded struct and its params to its changeset; give one such as
// names: Member
#include <reject/changeset/embed.hpp>

void use(recto::params const& given) {
  using namespace recto;
  auto member = cast(Member{}, given, permit<&Member::name>) | cast_embed<&Member::address>(cast_address);
#ifdef REJECT_OTHER
  member = member | cast_embed<&Member::items>(cast_address);
#endif
#ifdef REJECT_NONE
  member = member | cast_embed<&Member::items>({.required = true});
#endif
#ifdef REJECT_RESULT
  member = member | cast_embed<&Member::address>([](Address address, params const&) { return address; });
#endif
}
