// SPDX-License-Identifier: BSL-1.0
#include <recto/query/scope.hpp>
#include <support/test.hpp>

using namespace recto;

namespace {

struct First {};
struct Second {};

constexpr source_entry entries[] = {{.key = key_of<First>, .name = "first"},
                                    {.key = key_of<Second>, .name = "second", .is_nullable = true},
                                    {.key = key_of<Second, "x">, .name = "x"}};
constexpr scope all{entries, 3};

static_assert(key_of<First> == key_of<First, ""> && key_of<First> != key_of<Second>);
static_assert(key_of<First, "a"> != key_of<First> && key_of<First, "a"> != key_of<First, "b">);
static_assert(key_of<First, "a"> != key_of<Second, "a">);

static_assert(all.find(key_of<First>) == 0 && all.find(key_of<Second>) == 1 && all.find(key_of<Second, "x">) == 2);
static_assert(all.find(key_of<First, "x">) == scope::nowhere && scope{}.find(key_of<First>) == scope::nowhere);
static_assert(scope{entries, 1}.find(key_of<Second>) == scope::nowhere);
static_assert(!all.is_nullable(key_of<First>) && all.is_nullable(key_of<Second>)
              && !all.is_nullable(key_of<Second, "x">));
static_assert(!all.is_nullable(key_of<First, "y">));

// Derived sources are found by their struct alone, where only one has it.
constexpr source_entry derived[] = {{.key = key_of<First, "a">, .name = "a", .is_derived = true},
                                    {.key = key_of<Second, "b">, .name = "b", .is_nullable = true, .is_derived = true},
                                    {.key = key_of<Second, "c">, .name = "c", .is_derived = true}};
static_assert(scope{derived, 3}.find(key_of<First>) == 0 && scope{derived, 3}.find(key_of<Second>) == scope::nowhere);
static_assert(scope{derived, 2}.find(key_of<Second>) == 1 && scope{derived, 2}.is_nullable(key_of<Second>));
static_assert(scope{derived, 3}.has_name("c") && !scope{derived, 2}.has_name("c"));
// Whether a source may be missing is asked outwards, too.
constexpr scope inner{.entries = derived, .count = 1, .outer = &all, .is_nested = true};
static_assert(inner.is_nullable(key_of<Second>) && !inner.is_nullable(key_of<First>));

}  // namespace

TEST_CASE("a scope can be asked at run time too") { CHECK(all.find(key_of<Second>) == 1); }
