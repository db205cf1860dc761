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

}  // namespace

TEST_CASE("a scope can be asked at run time too") { CHECK(all.find(key_of<Second>) == 1); }
