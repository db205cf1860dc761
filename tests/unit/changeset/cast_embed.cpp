// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/cast_embed.hpp>

#include <support/test.hpp>
#include <unit/changeset/embeds.hpp>

using namespace recto;
using namespace recto::test::embeds;

namespace {

using texts = std::vector<std::string>;

params one(params value) { return params{{"profile", value}}; }
params profile(char const* name) { return params{{"name", name}}; }
params profile(char const* id, char const* name) { return params{{"id", id}, {"name", name}}; }

changeset<Profile> as_update(Profile object, params const& from) {
  auto made = cast_profile(std::move(object), from);
  made.set_action(action::update);
  return made;
}

constexpr auto of_profile = [](Author author, params const& from) {
  return given(std::move(author), from) | cast_embed<&Author::profile>(cast_profile);
};
constexpr auto of_friends = [](std::vector<Profile> there, params const& from, cast_embed_options options = {}) {
  return given(Author{.friends = std::move(there)}, from) | cast_embed<&Author::friends>(cast_profile, options);
};

/// "insert:Ada update:Bob": what is to be done with each child, and its name then.
std::string plan(std::vector<changeset<Profile>> const* children) {
  if (children == nullptr) return "none";
  std::string out;
  for (auto const& child : *children) {
    if (!out.empty()) out += ' ';
    out.append(name_of(child.action())).append(":").append(child.get_field<&Profile::name>());
  }
  return out;
}
std::string names(embeds_many<Profile> const& profiles) {
  std::string out;
  for (auto const& each : profiles) out.append(out.empty() ? "" : " ").append(each.name);
  return out;
}

}  // namespace

// Rules, before anything runs.
static_assert(std::is_same_v<cast_embed_verdict<Author, &Author::items>, ok>);
static_assert(std::is_same_v<cast_embed_verdict<Author, &Author::home, decltype(&cast_address)>, ok>);
static_assert(std::is_same_v<cast_embed_verdict<Author, &Author::name>, failed<not_an_embed, "Author", "name">>);
static_assert(std::is_same_v<cast_embed_verdict<Author, &Author::home>, failed<embed_function, "Author", "home">>);
static_assert(std::is_same_v<cast_embed_verdict<Author, &Author::home, decltype(&cast_profile)>,
                             failed<embed_function, "Author", "home">>);
static_assert(!permit_verdict<Author, &Author::home>::value && !permit_verdict<Author, &Author::items>::value);
static_assert(put_verdict<Author, &Author::home, Address>::value);
static_assert(put_verdict<Author, &Author::home, embeds_one<Address>>::value);
static_assert(put_verdict<Author, &Author::places, std::vector<Address>>::value);
static_assert(!put_verdict<Author, &Author::home, Profile>::value);

TEST_CASE("params of one become a new child") {
  auto const made = of_profile({}, one(profile("Ada")));
  REQUIRE(made.get_nested<&Author::profile>() != nullptr);
  auto const& child = *made.get_nested<&Author::profile>();
  CHECK(child.action() == action::insert);
  CHECK(child.valid());
  CHECK(child.changed_fields() == std::vector<std::string_view>{"name"});
  CHECK(made.valid());
  CHECK(made.changed_fields() == std::vector<std::string_view>{"profile"});
  CHECK((*made.get_change<&Author::profile>())->name == "Ada");
  CHECK(made.get_field<&Author::profile>()->name == "Ada");
  CHECK(made.apply().profile == Profile{0, "Ada"});
  CHECK(made.unknown_params().empty());
}

TEST_CASE("a child that is invalid makes its parent invalid") {
  auto const made = of_profile({}, one(params{}));
  CHECK_FALSE(made.valid());
  CHECK(made.errors().empty());
  CHECK_FALSE(made.get_nested<&Author::profile>()->valid());
  CHECK(errors_on(made)["profile"]["name"] == texts{"can't be blank"});
  auto const refused = apply_action(made, action::insert);
  REQUIRE_FALSE(refused);
  CHECK(errors_on(refused.error())["profile"]["name"] == texts{"can't be blank"});
}

TEST_CASE("params that are no map") {
  for (params const& from : {params{{"profile", "value"}}, params{{"profile", 5}}, params{{"profile", true}},
                             params{{"profile", params::list({"x"})}}, params{{"profile", params::list({})}}}) {
    auto const made = given({}, from) | cast_embed<&Author::profile>(cast_profile, {.required = true});
    CHECK_FALSE(made.valid());
    CHECK(made.changes_empty());
    REQUIRE(made.errors().size() == 1);
    CHECK(made.errors()[0] == field_error("profile", "is invalid", {{"validation", "embed"}, {"type", "map"}}));
  }
}

TEST_CASE("what is there is updated by its key") {
  Author const author{.profile = Profile{7, "Ada"}};
  auto const made = of_profile(author, one(profile("7", "Ada L.")));
  auto const* const child = made.get_nested<&Author::profile>();
  REQUIRE(child != nullptr);
  CHECK(child->action() == action::update);
  CHECK(child->changed_fields() == std::vector<std::string_view>{"name"});
  CHECK(child->data() == Profile{7, "Ada"});
  CHECK(made.apply().profile == Profile{7, "Ada L."});
  CHECK(made.data().profile == Profile{7, "Ada"});
}

TEST_CASE("what has another key, or none, replaces it") {
  Author const author{.profile = Profile{7, "Ada"}};
  for (params const& from : {one(profile("Bob")), one(profile("8", "Bob")), one(params{{"id", 8}, {"name", "Bob"}}),
                             one(profile("x", "Bob")), one(params{{"id", nullptr}, {"name", "Bob"}})}) {
    auto const made = of_profile(author, from);
    REQUIRE(made.get_nested<&Author::profile>() != nullptr);
    CHECK(made.get_nested<&Author::profile>()->action() == action::insert);
    CHECK(made.get_nested<&Author::profile>()->data() == Profile{});
    CHECK(made.get_field<&Author::profile>()->name == "Bob");
  }
}

TEST_CASE("what has no key yet is what params without one mean") {
  auto const made = of_profile({.profile = Profile{0, "Ada"}}, one(profile("Bob")));
  CHECK(made.get_nested<&Author::profile>()->action() == action::update);
}

TEST_CASE("nothing changes, nothing is there") {
  Author const author{.profile = Profile{7, "Ada"}};
  for (params const& from :
       {one(profile("7", "Ada")), one(params{{"id", "7"}}), one(params{{"id", 7}, {"x", "y"}}), params{}}) {
    auto const made = of_profile(author, from);
    CHECK(made.changes_empty());
    CHECK(made.valid());
    CHECK(made.get_nested<&Author::profile>() == nullptr);
  }
}

TEST_CASE("null and blank text remove what is there") {
  for (params const& from : {params{{"profile", nullptr}}, params{{"profile", ""}}, params{{"profile", " "}}}) {
    auto const made = of_profile({.profile = Profile{7, "Ada"}}, from);
    CHECK(made.valid());
    REQUIRE(made.get_change<&Author::profile>() != nullptr);
    CHECK_FALSE(made.get_change<&Author::profile>()->has_value());
    CHECK(made.get_nested<&Author::profile>() == nullptr);
    CHECK_FALSE(made.apply().profile.has_value());
    CHECK(of_profile({}, from).changes_empty());
  }
}

TEST_CASE("a required embed") {
  auto const required = [](Author author, params const& from, custom_message message = {}) {
    return given(std::move(author), from)
         | cast_embed<&Author::profile>(cast_profile, {.required = true, .required_message = message});
  };
  auto made = required({}, {});
  CHECK(made.required() == std::vector<std::string_view>{"profile"});
  CHECK(made.errors() == std::vector{field_error("profile", "can't be blank", {{"validation", "required"}})});
  made = required({}, {}, {"is %{how}", {{"how", "needed"}}});
  CHECK(errors_on(made)["profile"] == texts{"is needed"});
  CHECK(required({}, params{{"profile", nullptr}}).errors().size() == 1);
  CHECK(required({.profile = Profile{}}, {}).valid());
  CHECK(required({}, one(profile("Ada"))).valid());
  made = required({.profile = Profile{7, "Ada"}}, params{{"profile", nullptr}});
  CHECK(made.get_change<&Author::profile>() != nullptr);
  CHECK(errors_on(made)["profile"] == texts{"can't be blank"});
}

TEST_CASE("actions that a function sets itself") {
  auto const cast_as_update = [](Author author, params const& from) {
    return given(std::move(author), from) | cast_embed<&Author::profile>(as_update);
  };
  auto const made = cast_as_update({.profile = Profile{7, "Ada"}}, one(profile("7", "Bob")));
  CHECK(made.get_nested<&Author::profile>()->action() == action::update);
  CHECK_ERROR(misuse, cast_as_update({.profile = Profile{7, "Ada"}}, one(profile("8", "Bob"))));
  CHECK_ERROR(misuse, cast_as_update({}, one(profile("Bob"))));

  auto const with_action = [](action what) {
    return [what](Profile object, params const& from) {
      auto child = cast_profile(std::move(object), from);
      child.set_action(what);
      return child;
    };
  };
  Author const author{.profile = Profile{7, "Ada"}};
  params const from = one(profile("7", "Bob"));
  auto const removed = given(author, from) | cast_embed<&Author::profile>(with_action(action::delete_));
  CHECK_FALSE(removed.get_field<&Author::profile>().has_value());
  CHECK((given(author, from) | cast_embed<&Author::profile>(with_action(action::ignore))).changes_empty());
  CHECK((given({}, from) | cast_embed<&Author::profile>(with_action(action::ignore))).changes_empty());
  CHECK_ERROR(misuse, given(author, from) | cast_embed<&Author::profile>(with_action(action::insert)));
  CHECK_ERROR(misuse, given(author, from) | cast_embed<&Author::profile>(with_action(action::replace)));
}

TEST_CASE("on_replace raise, which is the default") {
  Author const author{.raising = Profile{7, "Ada"}};
  auto const cast_it = [&](params value) {
    return given(author, params{{"raising", value}}) | cast_embed<&Author::raising>(cast_profile);
  };
  CHECK(cast_it(profile("7", "Bob")).valid());
  CHECK_ERROR(misuse, cast_it(profile("8", "Bob")));
  CHECK_ERROR(misuse, cast_it(profile("Bob")));
  CHECK_ERROR(misuse, given(author, params{{"raising", nullptr}}) | cast_embed<&Author::raising>(cast_profile));
  try {
    cast_it(profile("Bob"));
  } catch (error const& thrown) {
    CHECK_THAT(thrown.message(), test::contains("recto::when_replaced<&Author::raising, recto::on_replace::delete_>"));
  }
  CHECK((given({}, params{{"raising", profile("Bob")}}) | cast_embed<&Author::raising>(cast_profile)).valid());
}

TEST_CASE("on_replace mark_as_invalid") {
  Author const author{.marking = Profile{7, "Ada"}};
  auto const cast_it = [&](param_source value, custom_message message = {}) {
    return given(author, params{{"marking", value}})
         | cast_embed<&Author::marking>(cast_profile, {.invalid_message = message});
  };
  error_meta const meta{{"validation", "embed"}, {"type", "map"}};
  for (auto const& made : {cast_it(nullptr), cast_it(profile("8", "Bob")), cast_it(profile("Bob"))}) {
    CHECK(made.changes_empty());
    CHECK_FALSE(made.valid());
    CHECK(made.errors() == std::vector{field_error("marking", "is invalid", meta)});
  }
  CHECK(errors_on(cast_it(nullptr, "stays"))["marking"] == texts{"stays"});
  CHECK(cast_it(profile("7", "Bob")).valid());
}

TEST_CASE("on_replace update takes params with any key for what is there") {
  Author const author{.updating = Profile{7, "Ada"}};
  auto const cast_it = [&](param_source value) {
    return given(author, params{{"updating", value}}) | cast_embed<&Author::updating>(cast_profile);
  };
  auto const made = cast_it(profile("Bob"));
  CHECK(made.get_nested<&Author::updating>()->action() == action::update);
  CHECK(made.apply().updating == Profile{7, "Bob"});
  CHECK(cast_it(profile("Ada")).changes_empty());
  CHECK_FALSE(cast_it(nullptr).apply().updating.has_value());
}

TEST_CASE("structs without a key are replaced, unless by the same") {
  Author const author{.home = Address{"Main St", "Rome"}, .places = {{"a", "b"}, {"c", "d"}}};
  auto const home = [&](params value) {
    return given(author, params{{"home", value}}) | cast_embed<&Author::home>(cast_address);
  };
  auto made = home({{"city", "Oslo"}});
  CHECK(made.get_nested<&Author::home>()->action() == action::insert);
  CHECK(made.apply().home == Address{"", "Oslo"});
  made = home({{"street", "Main St"}, {"city", "Rome"}});
  CHECK(made.changes_empty());
  CHECK(made.get_nested<&Author::home>() == nullptr);
  made = home({{"street", "Main St"}});
  CHECK_FALSE(made.valid());
  CHECK(errors_on(made)["home"]["city"] == texts{"can't be blank"});

  auto const places =
      given(author, {{"places", params::list({params{{"city", "x"}}})}}) | cast_embed<&Author::places>(cast_address);
  CHECK(places.apply().places == embeds_many<Address>{{"", "x"}});
  CHECK(places.get_nested_many<&Author::places>()->size() == 3);
}

TEST_CASE("params of many, as a list or by index") {
  params const ada = profile("Ada");
  params const bob = profile("Bob");
  struct row {
    params from;
    char const* names;
  };
  for (row const& each : {
           row{params::list({ada, bob}), "Ada Bob"},
           row{params::list({}), ""},
           row{params{}, ""},
           row{params{{"0", ada}, {"1", bob}}, "Ada Bob"},
           row{params{{"1", ada}, {"0", bob}}, "Bob Ada"},
           row{params{{"10", ada}, {"9", bob}}, "Bob Ada"},
           row{params{{"-1", ada}, {"-2", bob}}, "Bob Ada"},
           row{params{{"a", ada}, {"7", bob}}, "Bob Ada"},
           row{params{{"b", ada}, {"a", bob}}, "Bob Ada"},
           row{params{{"99999999999999999999", ada}, {"2x", profile("Cid")}, {"3", bob}}, "Bob Cid Ada"},
       }) {
    auto const made = of_friends({}, {{"friends", each.from}});
    INFO(made.errors().size() << each.names);
    CHECK(made.valid());
    CHECK(names(made.apply().friends) == each.names);
  }
  CHECK(plan(of_friends({}, {{"friends", params::list({ada})}}).get_nested_many<&Author::friends>()) == "insert:Ada");
}

TEST_CASE("params of many that are no list of maps") {
  error_meta const meta{{"validation", "embed"}, {"type", "{array, map}"}};
  for (params const& from : {params{{"friends", "value"}}, params{{"friends", params::list({"value"})}},
                             params{{"friends", nullptr}}, params{{"friends", params{{"id", "x"}}}},
                             params{{"friends", params::list({params{}, nullptr})}}, params{{"friends", ""}}}) {
    auto const made = of_friends({}, from);
    CHECK(made.errors() == std::vector{field_error("friends", "is invalid", meta)});
    CHECK(made.changes_empty());
  }
  auto const made = of_friends({}, {{"friends", "value"}}, {.required = true, .invalid_message = "is odd"});
  CHECK(errors_on(made)["friends"] == texts{"is odd"});
}

TEST_CASE("children of many are matched by key, whatever their order") {
  std::vector<Profile> const there{{1, "first"}, {2, "second"}, {3, "third"}};
  auto const made = of_friends(
      there,
      {{"friends", params::list({profile("new"), params{{"id", "2"}, {"name", nullptr}}, profile("3", "other")})}});
  CHECK_FALSE(made.valid());
  // Those that go follow those that stay, so that places in errors are those in the params.
  CHECK(plan(made.get_nested_many<&Author::friends>()) == "insert:new update:second update:other replace:first");
  CHECK(errors_on(made)["friends"][1]["name"] == texts{"can't be blank"});
  CHECK(errors_on(made)["friends"][0].empty());
  CHECK(names(made.apply().friends) == "new second other");

  struct row {
    params list;
    char const* plan;
    char const* names;
  };
  params const first = profile("1", "first");
  params const second{{"id", 2}};
  for (row const& each : {
           row{params::list({first, second, profile("3", "third")}), "none", "first second third"},
           row{params::list({first, second}), "update:first update:second replace:third", "first second"},
           row{params::list({}), "replace:first replace:second replace:third", ""},
           row{params::list({second, first, params{{"id", 3}}}), "update:second update:first update:third",
               "second first third"},
           row{params::list({first, second, params{{"id", 3}}, profile("new")}),
               "update:first update:second update:third insert:new", "first second third new"},
           row{params::list({first, first}), "update:first insert:first replace:second replace:third", "first first"},
           row{params::list({profile("9", "ninth")}), "insert:ninth replace:first replace:second replace:third",
               "ninth"},
       }) {
    auto const list = of_friends(there, {{"friends", each.list}});
    CHECK(plan(list.get_nested_many<&Author::friends>()) == each.plan);
    CHECK(names(list.apply().friends) == each.names);
    CHECK(list.changes_empty() == (std::string_view(each.plan) == "none"));
  }
}

TEST_CASE("children without keys yet are taken one by one") {
  auto const made = of_friends({{0, "aaa"}, {0, "bbb"}}, {{"friends", params::list({profile("xxx"), profile("yyy")})}});
  CHECK(plan(made.get_nested_many<&Author::friends>()) == "update:xxx update:yyy");
}

TEST_CASE("a required list") {
  auto made = of_friends({}, {}, {.required = true});
  CHECK(errors_on(made)["friends"] == texts{"can't be blank"});
  made = of_friends({{1, "Ada"}}, {{"friends", params::list({})}}, {.required = true, .required_message = "is empty"});
  CHECK(errors_on(made)["friends"] == texts{"is empty"});
  CHECK(of_friends({{1, "Ada"}}, {}, {.required = true}).valid());
}

TEST_CASE("on_replace of many") {
  Author const author{.raising_friends = {{1, "Ada"}}, .marking_friends = {{1, "Ada"}}};
  for (params const& list : {params::list({}), params::list({profile("2", "Bob")}), params::list({profile("Bob")})}) {
    CHECK_ERROR(misuse,
                given(author, {{"raising_friends", list}}) | cast_embed<&Author::raising_friends>(cast_profile));
    auto const made = given(author, {{"marking_friends", list}}) | cast_embed<&Author::marking_friends>(cast_profile);
    CHECK(made.changes_empty());
    CHECK(errors_on(made)["marking_friends"] == texts{"is invalid"});
  }
  params const more = params::list({profile("1", "Ada L."), profile("Bob")});
  CHECK((given(author, {{"raising_friends", more}}) | cast_embed<&Author::raising_friends>(cast_profile)).valid());
  CHECK((given(author, {{"marking_friends", more}}) | cast_embed<&Author::marking_friends>(cast_profile)).valid());
}

TEST_CASE("sort_param and drop_param") {
  cast_embed_options const options{.sort_param = "friends_sort", .drop_param = "friends_drop"};
  params const abc{{"0", profile("aaa")}, {"1", profile("bbb")}, {"2", profile("ccc")}};
  struct row {
    params from;
    char const* names;
  };
  auto const permissive = [](Profile object, params const& from) {
    return cast(std::move(object), from, permit<&Profile::name>);
  };
  for (row const& each : {
           row{{{"friends", abc}}, "aaa bbb ccc"},
           row{{{"friends", abc}, {"friends_sort", params::list({"2", "0", "1"})}}, "ccc aaa bbb"},
           row{{{"friends", abc}, {"friends_sort", params::list({"2"})}}, "ccc aaa bbb"},
           row{{{"friends", abc}, {"friends_sort", params::list({2, 1})}}, "ccc bbb aaa"},
           row{{{"friends", abc}, {"friends_drop", params::list({"1"})}}, "aaa ccc"},
           row{{{"friends", abc},
                {"friends_sort", params::list({"2", "1"})},
                {"friends_drop", params::list({"2", ""})}},
               "bbb aaa"},
           row{{{"friends", abc}, {"friends_drop", params::list({"0", "1", "2"})}}, ""},
           row{{{"friends", abc}, {"friends_sort", "2"}, {"friends_drop", "0"}}, "aaa bbb ccc"},
           row{{{"friends", params::list({profile("aaa")})}, {"friends_drop", params::list({"0"})}}, "aaa"},
       }) {
    auto const made = given({}, each.from) | cast_embed<&Author::friends>(permissive, options);
    CHECK(made.valid());
    CHECK(names(made.apply().friends) == each.names);
  }
  // An index that is not there, or comes again, is a new child.
  auto made = given({}, {{"friends", abc}, {"friends_sort", params::list({"0", "0", "new"})}})
            | cast_embed<&Author::friends>(permissive, options);
  REQUIRE(made.apply().friends.size() == 5);
  CHECK(made.apply().friends[1] == Profile{});
  made = given({}, {{"friends_sort", params::list({"new"})}}) | cast_embed<&Author::friends>(permissive, options);
  CHECK(made.apply().friends.size() == 1);
  made = given({.friends = {{1, "Ada"}}}, {{"friends_drop", params::list({"0"})}})
       | cast_embed<&Author::friends>(permissive, options);
  CHECK(made.apply().friends.empty());
}

TEST_CASE("a function that asks for the index of the child") {
  auto const numbered = [](Profile object, params const& from, std::size_t index) {
    auto child = cast_profile(std::move(object), from);
    child.put<&Profile::id>(static_cast<std::int64_t>(100 + index));
    return child;
  };
  params const from{{"friends", params{{"10", profile("bbb")}, {"2", profile("aaa")}}}};
  auto const made = given({}, from) | cast_embed<&Author::friends>(numbered);
  CHECK(made.apply().friends == embeds_many<Profile>{{100, "aaa"}, {101, "bbb"}});
}

TEST_CASE("an embedded struct's own function, and embeds in embeds") {
  auto const made = given({}, *params::from_form("name=Ada&items[0][title]=Pen&items[0][from][city]=Oslo"
                                                 "&items[1][count]=x&items[1][from][street]=s&home=&items[2]"))
                  | cast_embed<&Author::items>({.required = true});
  CHECK_FALSE(made.valid());
  CHECK(errors_on(made)["items"] == texts{"is invalid"});

  auto const nested = given({}, *params::from_form("name=Ada&items[0][title]=Pen&items[0][from][city]=Oslo"
                                                   "&items[1][count]=x&items[1][from][street]=s"))
                    | cast_embed<&Author::items>();
  auto const errors = errors_on(nested);
  CHECK(errors["items"][0].empty());
  CHECK(errors["items"][1]["title"] == texts{"can't be blank"});
  CHECK(errors["items"][1]["count"] == texts{"is invalid"});
  CHECK(errors["items"][1]["from"]["city"] == texts{"can't be blank"});
  CHECK(nested.apply().items[0].from->city == "Oslo");
}

TEST_CASE("errors of fields and of children come together") {
  auto const made = given({}, {{"friends", params::list({profile("Al"), profile("Ada")})}})
                  | cast_embed<&Author::friends>(cast_profile) | add_error<&Author::name>("is odd");
  auto const errors = traverse_errors(made, [](field_error const& problem) { return problem.to_string() + "!"; });
  CHECK(errors["name"] == texts{"is odd!"});
  CHECK(errors["friends"].size() == 2);
  CHECK(errors["friends"][0]["name"] == texts{"should be at least 3 character(s)!"});
  CHECK(errors["friends"][1].empty());
}

TEST_CASE("casting once more") {
  auto made = of_profile({}, one(profile("Al")));
  CHECK_FALSE(made.valid());
  made = of_friends({{1, "Ada"}}, {{"friends", params::list({profile("1", "Bob")})}});
  made = cast(std::move(made), {{"friends", params::list({profile("1", "Cid"), profile("Dan")})}}, permit<>)
       | cast_embed<&Author::friends>(cast_profile);
  CHECK(plan(made.get_nested_many<&Author::friends>()) == "update:Cid insert:Dan");
  made = cast(std::move(made), {{"friends", params::list({profile("1", "Ada")})}}, permit<>)
       | cast_embed<&Author::friends>(cast_profile);
  CHECK(made.changes_empty());
  made.put<&Author::friends>(embeds_many<Profile>{{5, "Eve"}});
  CHECK(made.get_nested_many<&Author::friends>() == nullptr);
  CHECK(names(made.apply().friends) == "Eve");
}

TEST_CASE("a changeset that was given no params") {
  auto made =
      change(Author{.profile = Profile{7, "Ada"}}) | cast_embed<&Author::profile>(cast_profile, {.required = true});
  CHECK(made.changes_empty());
  CHECK(made.valid());
  made = cast(Author{}, invalid_params{}, permit<>) | cast_embed<&Author::profile>(cast_profile, {.required = true});
  CHECK(made.errors().size() == 1);
}

TEST_CASE("long lists of indices are sorted in bounded time") {
  std::string form;
  for (int i = 0; i < 20'000; ++i) {
    std::string const index = std::to_string(i * 7919 % 20'000);
    form += "friends[" + index + "][name]=name&friends_sort[]=" + index + "&friends_drop[]=x" + index + "&";
  }
  auto const from = params::from_form(form);
  REQUIRE(from);
  auto const made =
      given({}, *from)
      | cast_embed<&Author::friends>(cast_profile, {.sort_param = "friends_sort", .drop_param = "friends_drop"});
  CHECK(made.valid());
  CHECK(made.apply().friends.size() == 20'000);
}

TEST_CASE("many children among many are found in bounded time") {
  std::vector<Profile> there;
  std::vector<params> list;
  for (int i = 1; i <= 20'000; ++i) {
    there.push_back({i, "name"});
    list.push_back(params{{"id", 40'001 - i}, {"name", "other"}});
  }
  auto const made = of_friends(there, {{"friends", params::list(list)}});
  CHECK(made.valid());
  CHECK(made.apply().friends.size() == 20'000);
  CHECK(made.get_nested_many<&Author::friends>()->size() == 40'000);
}
