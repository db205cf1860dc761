// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/validate_agreement.hpp>

#include "forms.hpp"

using namespace recto;
using namespace forms;

namespace {

changeset<Post> given(params const& from) { return cast(Post{}, from, permit<&Post::title, &Post::terms>); }

}  // namespace

TEST_CASE("validate_acceptance: what is accepted") {
  std::string const error = "rules: must be accepted {validation: acceptance}";
  for (params const& yes : {params{{"rules", "true"}}, params{{"rules", "1"}}, params{{"rules", true}}})
    CHECK((given(yes) | validate_acceptance("rules")).valid());
  for (params const& no :
       {params{{"rules", "false"}}, params{{"rules", "on"}}, params{{"rules", false}}, params{{"rules", 1}},
        params{{"rules", nullptr}}, params{{"rules", ""}}, params{{"other", "1"}}, params{}}) {
    auto const cs = given(no) | validate_acceptance("rules");
    CHECK(said(cs) == lines{error});
    CHECK_FALSE(cs.valid());
  }
  // nothing was given at all
  CHECK((change(Post{}) | validate_acceptance("rules")).valid());
  CHECK(said(given({}) | validate_acceptance("rules", {.message = "must be abided by"}))
        == lines{"rules: must be abided by {validation: acceptance}"});
}

TEST_CASE("validate_acceptance: of a field") {
  CHECK((given({{"terms", "true"}}) | validate_acceptance<&Post::terms>()).valid());
  CHECK(said(given({{"terms", "false"}}) | validate_acceptance<&Post::terms>())
        == lines{"terms: must be accepted {validation: acceptance}"});
  // the params count, not the field
  CHECK_FALSE((given({}) | put<&Post::terms>(true) | validate_acceptance<&Post::terms>()).valid());
  CHECK(validations_of(given({}) | validate_acceptance<&Post::terms>() | validate_acceptance("rules"))
        == lines{"rules acceptance {}", "terms acceptance {}"});
}

TEST_CASE("validate_confirmation: what is confirmed") {
  std::string const error = "title_confirmation: does not match confirmation {validation: confirmation}";
  struct row {
    params from;
    lines expected;
    lines required;  // with {.required = true}
  };
  std::string const missing = "title_confirmation: can't be blank {validation: required}";
  row const rows[] = {
      {{{"title", "a"}, {"title_confirmation", "a"}}, {}, {}},
      {{{"title", "a"}, {"title_confirmation", "b"}}, {error}, {error}},
      {{{"title", "a"}, {"title_confirmation", "A"}}, {error}, {error}},
      {{{"title", "a"}, {"title_confirmation", nullptr}}, {error}, {error}},
      {{{"title", "1"}, {"title_confirmation", 1}}, {error}, {error}},
      {{{"title", nullptr}, {"title_confirmation", nullptr}}, {}, {}},
      {{{"title_confirmation", nullptr}}, {}, {}},
      {{{"title_confirmation", "a"}}, {error}, {error}},
      {{{"title", "a"}}, {}, {missing}},
      {{}, {}, {missing}},
  };
  for (row const& one : rows) {
    CHECK(said(given(one.from) | validate_confirmation<&Post::title>()) == one.expected);
    CHECK(said(given(one.from) | validate_confirmation<&Post::title>({.required = true})) == one.required);
  }
  CHECK((change(Post{}) | validate_confirmation<&Post::title>({.required = true})).valid());
  CHECK((change(Post{}) | put<&Post::title>("a") | validate_confirmation<&Post::title>({.required = true})).valid());
}

TEST_CASE("validate_confirmation: messages of one's own, and what was asked for as data") {
  auto const wrong = given({{"title", "a"}, {"title_confirmation", "b"}});
  CHECK(said(wrong | validate_confirmation<&Post::title>({.message = "differs"}))
        == lines{"title_confirmation: differs {validation: confirmation}"});
  CHECK(said(wrong | validate_confirmation<&Post::title>({.message = {"%{what}", {{"what", "x"}}}}))
        == lines{"title_confirmation: %{what} {what: x, validation: confirmation}"});
  CHECK(said(given({}) | validate_confirmation<&Post::title>({.required = true, .message = "is needed"}))
        == lines{"title_confirmation: is needed {validation: required}"});
  CHECK(validations_of(wrong | validate_confirmation<&Post::title>()) == lines{"title confirmation {}"});
  CHECK(validations_of(wrong | validate_confirmation<&Post::title>({.required = true}))
        == lines{"title confirmation {required: true}"});
}

TEST_CASE("agreement: params of an earlier cast count") {
  auto const cs =
      given({{"title", "a"}, {"title_confirmation", "b"}}) | cast(params{{"body", "c"}}, permit<&Post::body>);
  CHECK_FALSE((cs | validate_confirmation<&Post::title>()).valid());
  // and the newest that have the key win
  auto const again = cs | cast(params{{"title_confirmation", "a"}}, permit<&Post::body>);
  CHECK((again | validate_confirmation<&Post::title>()).valid());
}
