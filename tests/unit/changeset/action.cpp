// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/action.hpp>
#include <support/test.hpp>

using recto::action;
using recto::name_of;

static_assert(name_of(action::none) == "none");
static_assert(name_of(action::insert) == "insert");
static_assert(name_of(action::update) == "update");
static_assert(name_of(action::delete_) == "delete");
static_assert(name_of(action::replace) == "replace");
static_assert(name_of(action::ignore) == "ignore");

TEST_CASE("action: none by itself") { CHECK(action{} == action::none); }
