// SPDX-License-Identifier: BSL-1.0
// Structs with associations, for tests on a fake server that gives each inserted row the next key.
#pragma once

#include "rows.hpp"

#include <recto/changeset/changesets.hpp>

namespace recto::test::family {

struct Child;
struct Badge {
  std::string code{};
  std::string text{};
  std::int64_t parent_id{};
  static consteval auto schema() { return recto::table("badges") | recto::primary_key<&Badge::code>; }
};
struct Toy {
  std::int64_t id{};
  std::string name{};
  static consteval auto schema() { return recto::table("toys"); }
};
struct Parent {
  std::int64_t id{};
  std::string name{};
  recto::has_many<Child> children{};
  recto::has_many<Badge> badges{};
  static consteval auto schema() { return recto::table("parents"); }
};
struct Child {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int64_t> parent_id{};
  recto::belongs_to<Parent> parent{};
  recto::many_to_many<Toy> toys{};
  static consteval auto schema() {
    return recto::table("children") | recto::join_through<&Child::toys>("children_toys");
  }
};

struct family_server {
  fake_server server;
  std::int64_t last = 0;
  fake_repo repo;
  family_server() : repo(one_connection(server)) {
    server.respond = [this](fake_call const& call) {
      if (call.sql.find("RETURNING") == std::string::npos) return fake_answer{.affected = 1};
      return fake_answer{.columns = {{"id", 20}}, .rows = {{wire_int8(++last)}}};
    };
  }
};

inline changeset<Child> child_form(Child child, params const& given) {
  return cast(std::move(child), given, permit<&Child::name>) | validate_required<&Child::name>();
}
inline changeset<Badge> badge_form(Badge badge, params const& given) {
  return cast(std::move(badge), given, permit<&Badge::code, &Badge::text>);
}

}  // namespace recto::test::family
