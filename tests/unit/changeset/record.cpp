// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/record.hpp>

#include "forms.hpp"

using namespace recto;
using namespace forms;

namespace {

detail::changeset_record const& record_of(changeset<Post> const& of) { return detail::changeset_access::record(of); }

}  // namespace

TEST_CASE("record: which fields were given something, and which nothing") {
  constexpr auto bit = [](std::size_t field) { return detail::changeset_record::bit(field); };
  constexpr auto fields = permit<&Post::title, &Post::upvotes, &Post::body>;
  auto const cs = cast(Post{}, {{"title", "a"}, {"upvotes", ""}}, fields);
  CHECK(record_of(cs).given == bit(field_index<&Post::title>));
  CHECK(record_of(cs).emptied == bit(field_index<&Post::upvotes>));
  CHECK(record_of(cs).permitted
        == (bit(field_index<&Post::title>) | bit(field_index<&Post::upvotes>) | bit(field_index<&Post::body>)));
  auto const then = cs | put<&Post::body>("");  // the value it has: no change, but given
  CHECK(record_of(then).changed == bit(field_index<&Post::title>));
  CHECK((record_of(then).given & bit(field_index<&Post::body>)) != 0);
}

TEST_CASE("record: is the struct new?") {
  struct Keyless {
    std::string name{};
    std::int32_t count = 3;
  };
  auto const is_new = [](auto const& of) {
    using access = detail::changeset_access;
    return access::record(of).is_new(access::fields(of), access::objects(of));
  };
  CHECK(is_new(change(Post{})));
  CHECK(is_new(change(Post{.title = "t"})));
  CHECK_FALSE(is_new(change(Post{.id = 1})));
  CHECK(is_new(change(Keyless{})));
  CHECK_FALSE(is_new(change(Keyless{.name = "a"})));
  CHECK_FALSE(is_new(change(Keyless{.count = 0})));
}

TEST_CASE("record: a dropped change leaves nothing behind") {
  auto cs = change(Post{}) | put<&Post::password>("secret") | delete_change<&Post::password>();
  CHECK(detail::changeset_access::changes(cs).password.empty());
}

TEST_CASE("record: the metadata of refused casts") {
  static constexpr std::string_view choices[] = {"a", "b"};
  static constexpr cast_meta extra[] = {{"least", "0"}};
  CHECK(said(detail::meta_of_cast({.type = "integer"})) == "{type: integer, validation: cast}");
  CHECK(said(detail::meta_of_cast({.validation = "inclusion", .type = "enum", .choices = choices}))
        == "{validation: inclusion, enum: a, b}");
  CHECK(said(detail::meta_of_cast({.type = "{array, integer}", .index = 2, .extra = extra}))
        == "{type: {array, integer}, validation: cast, source: 2, least: 0}");
}

TEST_CASE("record: the newest params that have a key") {
  auto const cs = cast(Post{}, {{"title", "a"}, {"x", 1}}, permit<&Post::title>) | cast(params{{"x", 2}}, permit<>);
  REQUIRE(record_of(cs).param("x"));
  CHECK(record_of(cs).param("x")->integer() == 2);
  CHECK(record_of(cs).param("title") == "a");
  CHECK_FALSE(record_of(cs).param("y"));
}
