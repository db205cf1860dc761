// expect: recto: schema: this field is an embedded struct, which is kept as jsonb; write #include <recto/types/json.hpp>
// names: Member, address
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Address {
  std::string city{};
};
struct Member {
  std::int64_t id{};
  recto::embeds_one<Address> address{};
#ifndef REJECT
  static consteval auto schema() { return recto::table("members") | recto::virtual_field<&Member::address>; }
#else
  static consteval auto schema() { return recto::table("members"); }
#endif
};

void use(recto::repo& repo) { repo.all(recto::from<Member>); }
