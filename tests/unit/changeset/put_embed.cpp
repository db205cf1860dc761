// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/put_embed.hpp>

#include <support/test.hpp>
#include <unit/changeset/embeds.hpp>

using namespace recto;
using namespace recto::test::embeds;

namespace {

std::string plan(std::vector<changeset<Profile>> const& children) {
  std::string out;
  for (auto const& child : children) {
    if (!out.empty()) out += ' ';
    out.append(name_of(child.action())).append(":").append(child.get_field<&Profile::name>());
  }
  return out;
}

changeset<Profile> renamed(Profile object, char const* name) {
  return change(std::move(object)) | put<&Profile::name>(name);
}

}  // namespace

static_assert(put_embed_verdict<Author, &Author::home, Address>::value);
static_assert(put_embed_verdict<Author, &Author::home, changeset<Address>>::value);
static_assert(put_embed_verdict<Author, &Author::home, std::optional<Address>>::value);
static_assert(put_embed_verdict<Author, &Author::home, std::nullopt_t>::value);
static_assert(put_embed_verdict<Author, &Author::home, embeds_one<Address>>::value);
static_assert(put_embed_verdict<Author, &Author::places, std::vector<Address>>::value);
static_assert(put_embed_verdict<Author, &Author::places, std::vector<changeset<Address>>>::value);
static_assert(put_embed_verdict<Author, &Author::places, embeds_many<Address>>::value);
static_assert(
    std::is_same_v<put_embed_verdict<Author, &Author::home, Profile>, failed<value_does_not_fit, "Author", "home">>);
static_assert(std::is_same_v<put_embed_verdict<Author, &Author::places, Address>,
                             failed<value_does_not_fit, "Author", "places">>);
static_assert(
    std::is_same_v<put_embed_verdict<Author, &Author::name, std::string>, failed<not_an_embed, "Author", "name">>);

TEST_CASE("putting one where there is none") {
  auto made = change(Author{}) | put_embed<&Author::profile>(Profile{7, "Ada"});
  CHECK(made.apply().profile == Profile{7, "Ada"});
  CHECK(made.get_nested<&Author::profile>()->action() == action::insert);
  made = change(Author{}) | put_embed<&Author::profile>(renamed({}, "Ada"));
  CHECK(made.get_nested<&Author::profile>()->changed_fields() == std::vector<std::string_view>{"name"});
  CHECK(made.apply().profile->name == "Ada");
  for (action const what : {action::insert, action::update, action::delete_}) {
    auto child = renamed({}, "Ada");
    child.set_action(what);
    made = change(Author{}) | put_embed<&Author::profile>(child);
    CHECK(made.apply().profile.has_value() == (what != action::delete_));
  }
  CHECK((change(Author{}) | put_embed<&Author::profile>(std::nullopt)).changes_empty());
  CHECK((change(Author{}) | put_embed<&Author::profile>(std::optional<Profile>{})).changes_empty());
  CHECK((change(Author{}) | put_embed<&Author::profile>(embeds_one<Profile>{{7, "x"}})).apply().profile->id == 7);
  CHECK((change(Author{}) | put_embed<&Author::profile>(std::optional(Profile{7, "x"}))).apply().profile->id == 7);
}

TEST_CASE("putting one where there is one") {
  Author const author{.profile = Profile{7, "Ada"}};
  auto made = change(author) | put_embed<&Author::profile>(Profile{8, "Bob"});
  CHECK(made.get_nested<&Author::profile>()->action() == action::insert);
  CHECK(made.apply().profile == Profile{8, "Bob"});
  // A struct with the key of what is there updates it.
  made = change(author) | put_embed<&Author::profile>(Profile{7, "Bob"});
  CHECK(made.get_nested<&Author::profile>()->action() == action::update);
  CHECK(made.get_nested<&Author::profile>()->changed_fields() == std::vector<std::string_view>{"name"});
  CHECK(made.apply().profile == Profile{7, "Bob"});
  made = change(author) | put_embed<&Author::profile>(renamed(*author.profile, "Bob"));
  CHECK(made.get_nested<&Author::profile>()->action() == action::update);
  CHECK((change(author) | put_embed<&Author::profile>(Profile{7, "Ada"})).changes_empty());
  CHECK((change(author) | put_embed<&Author::profile>(change(*author.profile))).changes_empty());
  CHECK_FALSE((change(author) | put_embed<&Author::profile>(std::nullopt)).apply().profile.has_value());
}

TEST_CASE("an invalid child that is put") {
  auto child = renamed({}, "Ada") | add_error<&Profile::name>("is odd");
  auto const made = change(Author{}) | put_embed<&Author::profile>(child);
  CHECK_FALSE(made.valid());
  CHECK(errors_on(made)["profile"]["name"] == std::vector<std::string>{"is odd"});
}

TEST_CASE("structs without a key are the same where they are equal") {
  Author const author{.home = Address{"Main St", "Rome"}, .places = {{"a", "b"}, {"c", "d"}}};
  CHECK((change(author) | put_embed<&Author::home>(Address{"Main St", "Rome"})).changes_empty());
  auto made = change(author) | put_embed<&Author::home>(change(*author.home) | put<&Address::city>("Oslo"));
  CHECK(made.get_nested<&Author::home>()->action() == action::update);
  CHECK(made.apply().home == Address{"Main St", "Oslo"});
  made = change(author) | put_embed<&Author::places>(std::vector<Address>{{"c", "d"}, {"e", "f"}});
  REQUIRE(made.get_nested_many<&Author::places>()->size() == 3);
  CHECK(made.get_nested_many<&Author::places>()->at(0).action() == action::update);
  CHECK(made.get_nested_many<&Author::places>()->at(1).action() == action::insert);
  CHECK(made.get_nested_many<&Author::places>()->at(2).action() == action::replace);
  CHECK((change(author) | put_embed<&Author::places>(author.places)).changes_empty());
}

TEST_CASE("on_replace holds for what is put") {
  Author const author{.raising = Profile{7, "Ada"},
                      .marking = Profile{7, "Ada"},
                      .updating = Profile{7, "Ada"},
                      .raising_friends = {{7, "Ada"}},
                      .marking_friends = {{7, "Ada"}}};
  CHECK_ERROR(misuse, change(author) | put_embed<&Author::raising>(std::nullopt));
  CHECK_ERROR(misuse, change(author) | put_embed<&Author::raising>(Profile{8, "Bob"}));
  CHECK((change(author) | put_embed<&Author::raising>(Profile{7, "Bob"})).valid());

  error_meta const map{{"validation", "embed"}, {"type", "map"}};
  for (auto const& made : {change(author) | put_embed<&Author::marking>(std::nullopt),
                           change(author) | put_embed<&Author::marking>(Profile{8, "Bob"})}) {
    CHECK(made.changes_empty());
    CHECK(made.errors() == std::vector{field_error("marking", "is invalid", map)});
  }

  auto const updated = change(author) | put_embed<&Author::updating>(Profile{8, "Bob"});
  CHECK(updated.apply().updating == Profile{7, "Bob"});
  CHECK_ERROR(misuse, change(author) | put_embed<&Author::updating>(renamed({8, "x"}, "Bob")));
  CHECK_FALSE((change(author) | put_embed<&Author::updating>(std::nullopt)).apply().updating.has_value());

  using profiles = std::vector<Profile>;
  CHECK_ERROR(misuse, change(author) | put_embed<&Author::raising_friends>(profiles{}));
  CHECK_ERROR(misuse, change(author) | put_embed<&Author::raising_friends>(profiles{{8, "Bob"}}));
  for (profiles const& each : {profiles{}, profiles{{8, "Bob"}}})
    CHECK((change(author) | put_embed<&Author::marking_friends>(each)).errors_of<&Author::marking_friends>().size()
          == 1);
}

TEST_CASE("putting a list says all that will be there") {
  Author const author{.friends = {{1, "Ada"}, {2, "Bob"}}};
  auto const planned = [](auto&& made) { return plan(*made.template get_nested_many<&Author::friends>()); };
  CHECK(planned(change(author) | put_embed<&Author::friends>({{2, "Bob"}, {3, "Cid"}}))
        == "update:Bob insert:Cid replace:Ada");
  CHECK(planned(change(author) | put_embed<&Author::friends>(std::vector{renamed(author.friends[0], "Eve")}))
        == "update:Eve replace:Bob");
  CHECK(planned(change(author) | put_embed<&Author::friends>({})) == "replace:Ada replace:Bob");
  CHECK((change(author) | put_embed<&Author::friends>(author.friends)).changes_empty());

  auto gone = change(author.friends[0]);
  gone.set_action(action::delete_);
  auto const made = change(author) | put_embed<&Author::friends>(std::vector{gone, change(author.friends[1])});
  CHECK(made.get_field<&Author::friends>() == embeds_many<Profile>{{2, "Bob"}});
  auto ignored = renamed(author.friends[0], "Eve");
  ignored.set_action(action::ignore);
  CHECK(
      (change(author) | put_embed<&Author::friends>(std::vector{ignored, change(author.friends[1])})).changes_empty());
}

TEST_CASE("timestamps that a struct has not are not put") {
  utc_datetime const then{std::chrono::seconds{1}};
  Item const item{.title = "Pen", .inserted_at = then, .updated_at = then};
  auto const made = change(Author{.items = {item}}) | put_embed<&Author::items>({Item{.title = "Ink"}});
  CHECK(made.apply().items[0] == Item{.title = "Ink", .inserted_at = then, .updated_at = then});
}

TEST_CASE("get_embed") {
  Author const author{.profile = Profile{7, "Ada"}, .friends = {{1, "Ada"}, {2, "Bob"}}};
  auto made = change(author);
  CHECK(get_embed<&Author::profile>(made)->data() == *author.profile);
  CHECK_FALSE(get_embed<&Author::home>(made).has_value());
  CHECK(get_embed<&Author::friends>(made).size() == 2);
  made = made | put_embed<&Author::profile>(Profile{7, "Eve"}) | put_embed<&Author::friends>({{2, "Bob"}});
  CHECK(*get_embed<&Author::profile>(made)->get_change<&Profile::name>() == "Eve");
  CHECK(plan(get_embed<&Author::friends>(made)) == "update:Bob");
  CHECK_FALSE(get_embed<&Author::profile>(made | put_embed<&Author::profile>(std::nullopt)).has_value());
}
