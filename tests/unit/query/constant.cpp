// SPDX-License-Identifier: BSL-1.0
// Constants: the type of each, which is the server's. Their text: tests/unit/sql/constant.cpp.
#include <recto/query/constant.hpp>
#include <support/test.hpp>

#include <limits>
#include <type_traits>

using namespace recto;

namespace {

template <class Node, class Value>
constexpr bool has = std::is_same_v<typename std::remove_cvref_t<Node>::value_type, Value>;

static_assert(has<decltype(constant<1>), std::int32_t> && has<decltype(constant<-2147483648>), std::int32_t>);
static_assert(has<decltype(constant<2147483648>), std::int64_t> && has<decltype(constant<-2147483649>), std::int64_t>);
static_assert(has<decltype(constant<std::numeric_limits<std::int64_t>::min()>), std::int64_t>);
static_assert(has<decltype(constant<true>), bool> && has<decltype(constant<"day">), std::string>);
static_assert(has<decltype(constant<"">), std::string>);
static_assert(constant<1>.parameters == 0 && !constant<"x">.nullable(scope{})
              && std::is_empty_v<decltype(constant<"x">)>);

}  // namespace
