// SPDX-License-Identifier: BSL-1.0
// What tables structs have: by convention, by what schema() says, and what is refused.
#include <recto/schema/table.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using recto::failed;
using recto::field;
using recto::ok;
using recto::schema_verdict;
using recto::table_of;

namespace tables {

struct Comment;
enum class status { draft, open };
struct NoColumn {
  int x{};
};

struct Post {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> note{};
  status state = status::draft;
  std::vector<std::string> tags{};
  std::string kind{};
  std::string secret{};
  NoColumn computed{};
  std::int32_t version{};
  recto::utc_datetime inserted_at{}, updated_at{};
  recto::has_many<Comment> comments{};
  recto::many_to_many<Post> related{};

  static consteval auto schema() {
    return recto::table("posts") | recto::prefix("blog") | recto::timestamps | recto::source<&Post::kind>("type")
         | recto::redacted<&Post::secret> | recto::virtual_field<&Post::computed>
         | recto::read_after_writes<&Post::version> | recto::join_through<&Post::related>("related_posts");
  }
};

// schema() may be defined where the other structs are complete.
struct Comment {
  std::int64_t id{};
  std::int64_t post{};
  recto::belongs_to<Post> owner{};
  static consteval auto schema();
};
consteval auto Comment::schema() { return recto::table("comments") | recto::foreign_key<&Comment::owner, &Post::id>; }

struct Membership {
  std::int64_t user_id{};
  std::int64_t group_id{};
  std::int64_t id{};  // no key: another one is declared
  static consteval auto schema() {
    return recto::table("memberships") | recto::primary_key<&Membership::group_id, &Membership::user_id>;
  }
};

struct Country {
  std::string code{};
  static consteval auto schema() { return recto::table("countries") | recto::primary_key<&Country::code>; }
};

struct Measure {
  std::int64_t id{};
  double value{};
  static consteval auto schema() { return recto::table("measures") | recto::primary_key<>; }
};

struct Keyless {
  double value{};
  static consteval auto schema() { return recto::table("log"); }
};

template <class Key>
struct Keyed {
  Key id{};
  static consteval auto schema() { return recto::table("keyed"); }
};

struct OnlyInserted {
  std::int64_t id{};
  recto::utc_datetime inserted_at{};
  static consteval auto schema() { return recto::table("events") | recto::timestamps; }
};

// Names as columns are named without asking: nothing of it is said in schema().
struct Untimed {
  std::int64_t id{};
  recto::utc_datetime inserted_at{};
  static consteval auto schema() { return recto::table("untimed"); }
};

// What is wrong.
struct WithoutSchema {
  std::int64_t id{};
};
struct WithoutTable {
  std::int64_t id{};
  static consteval auto schema() { return recto::prefix("x"); }
};
struct WithoutType {
  std::int64_t id{};
  NoColumn odd{};
  static consteval auto schema() { return recto::table("odd"); }
};
struct WithoutTimes {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("odd") | recto::timestamps; }
};
struct WithTextForTime {
  std::int64_t id{};
  recto::utc_datetime inserted_at{};
  std::string updated_at{};
  static consteval auto schema() { return recto::table("odd") | recto::timestamps; }
};
struct WithOptionOfOther {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("odd") | recto::redacted<&Post::secret>; }
};
struct WithKeyOfOther {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("odd") | recto::primary_key<&WithKeyOfOther::id, &Post::title>; }
};

}  // namespace tables

using namespace tables;

// The field of that name.
template <class T>
consteval field fact(std::string_view name) {
  for (field const& one : table_of<T>.fields)
    if (one.name == name) return one;
  throw "no such field";
}

static_assert(recto::schema<Post> && recto::schema<Comment> && !recto::schema<WithoutSchema> && !recto::schema<int>);

// table
static_assert(table_of<Post>.name == "posts" && table_of<Post>.prefix == "blog" && table_of<Post>.has_timestamps);
static_assert(table_of<Comment>.name == "comments" && table_of<Comment>.prefix.empty());
static_assert(!table_of<Comment>.has_timestamps);
static_assert(table_of<Post>.fields.size() == 13);
static_assert(table_of<Post>.view().name == "posts" && table_of<Post>.view().fields.size() == 13);
static_assert(table_of<Post>.view().fields.data() == table_of<Post>.fields.data());

// columns
static_assert(fact<Post>("title").column == "title" && fact<Post>("kind").column == "type");
static_assert(fact<Post>("kind").name == "kind");
static_assert(fact<Post>("id").type == recto::sql_type_of<std::int64_t>);
static_assert(fact<Post>("note").type == recto::sql_type_of<std::string> && fact<Post>("note").is_nullable);
static_assert(!fact<Post>("title").is_nullable);
static_assert(fact<Post>("state").type == recto::sql_type_of<status> && fact<Post>("state").is_column_type);
static_assert(fact<Post>("tags").is_array && !fact<Post>("title").is_array);
static_assert(fact<Post>("secret").is_redacted && !fact<Post>("title").is_redacted);
static_assert(!fact<Post>("computed").is_stored && !fact<Post>("computed").is_column_type);
static_assert(fact<Post>("version").is_read_back && !fact<Post>("id").is_read_back);
static_assert(fact<Post>("title").is_stored);

// associations are fields and no columns
static_assert(fact<Post>("comments").is_association && !fact<Post>("comments").is_stored);
static_assert(fact<Post>("related").is_association && !fact<Post>("related").is_stored);
static_assert(fact<Comment>("owner").is_association && !fact<Comment>("owner").is_stored);
static_assert(!fact<Comment>("owner").is_column_type && !fact<Comment>("post").is_association);

// timestamps
static_assert(fact<Post>("inserted_at").is_inserted_at && !fact<Post>("inserted_at").is_updated_at);
static_assert(fact<Post>("updated_at").is_updated_at && !fact<Post>("updated_at").is_inserted_at);
static_assert(!fact<Post>("title").is_inserted_at);
static_assert(fact<OnlyInserted>("inserted_at").is_inserted_at);
static_assert(!fact<Untimed>("inserted_at").is_inserted_at);

// keys
static_assert(table_of<Post>.key_count() == 1 && fact<Post>("id").is_key && fact<Post>("id").is_generated);
static_assert(!fact<Post>("title").is_key && !fact<Post>("title").is_generated);
static_assert(table_of<Membership>.key_count() == 2 && !fact<Membership>("id").is_key);
static_assert(fact<Membership>("user_id").is_key && !fact<Membership>("user_id").is_generated);
static_assert(fact<Country>("code").is_key && !fact<Country>("code").is_generated);
static_assert(table_of<Measure>.key_count() == 0 && table_of<Keyless>.key_count() == 0);
static_assert(fact<Keyed<std::int32_t>>("id").is_generated && fact<Keyed<std::int16_t>>("id").is_generated);
static_assert(fact<Keyed<boost::uuids::uuid>>("id").is_generated);
static_assert(fact<Keyed<std::string>>("id").is_key && !fact<Keyed<std::string>>("id").is_generated);

// verdicts
static_assert(std::is_same_v<schema_verdict<Post>, ok> && std::is_same_v<schema_verdict<Comment>, ok>);
static_assert(std::is_same_v<schema_verdict<Membership>, ok> && std::is_same_v<schema_verdict<Country>, ok>);
static_assert(std::is_same_v<schema_verdict<Measure>, ok> && std::is_same_v<schema_verdict<Keyless>, ok>);
static_assert(std::is_same_v<schema_verdict<OnlyInserted>, ok> && std::is_same_v<schema_verdict<Untimed>, ok>);
static_assert(std::is_same_v<schema_verdict<Keyed<std::string>>, ok>);
static_assert(std::is_same_v<schema_verdict<WithoutSchema>, failed<recto::no_schema, "WithoutSchema">>);
static_assert(std::is_same_v<schema_verdict<WithoutTable>, failed<recto::no_table_name, "WithoutTable">>);
static_assert(std::is_same_v<schema_verdict<WithoutType>, failed<recto::not_a_column_type, "WithoutType", "odd">>);
static_assert(std::is_same_v<schema_verdict<WithoutTimes>, failed<recto::no_timestamp_fields, "WithoutTimes">>);
static_assert(std::is_same_v<schema_verdict<WithTextForTime>, failed<recto::no_timestamp_fields, "WithTextForTime">>);
static_assert(
    std::is_same_v<schema_verdict<WithOptionOfOther>, failed<recto::option_of_other_struct, "WithOptionOfOther">>);
static_assert(std::is_same_v<schema_verdict<WithKeyOfOther>, failed<recto::option_of_other_struct, "WithKeyOfOther">>);

TEST_CASE("the table of a struct within a function") {
  struct Local {
    std::int64_t id{};
    std::string name{};
    static consteval auto schema() { return recto::table("local \"things\""); }
  };
  static_assert(std::is_same_v<schema_verdict<Local>, ok>);
  CHECK(table_of<Local>.name == "local \"things\"");
  CHECK(table_of<Local>.fields[1].column == "name");
}

TEST_CASE("a loop over the fields of any table") {
  auto const stored = [](recto::table_view table) {
    std::string columns{};
    for (field const& one : table.fields)
      if (one.is_stored) columns += std::string(one.column) + " ";
    return columns;
  };
  CHECK(stored(table_of<Post>.view()) == "id title note state tags type secret version inserted_at updated_at ");
  CHECK(stored(table_of<Comment>.view()) == "id post ");
}
