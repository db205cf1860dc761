// SPDX-License-Identifier: BSL-1.0
#include <recto/reflect/type_key.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <optional>
#include <string>

using recto::detail::hash_text;
using recto::detail::key_of_type;
using recto::detail::type_key;

namespace keys_a {
struct Same {};
template <auto Value>
struct Tagged {};
}  // namespace keys_a
namespace keys_b {
struct Same {};
}  // namespace keys_b

// The reference values of FNV-1a, 64 bits.
static_assert(hash_text("") == 0xcbf29ce484222325u);
static_assert(hash_text("a") == 0xaf63dc4c8601ec8cu);
static_assert(hash_text("foobar") == 0x85944171f73967e8u);
static_assert(hash_text("bar", hash_text("foo")) == hash_text("foobar"));
static_assert(hash_text("\xff") != hash_text("\x7f"));

static_assert(key_of_type<int> == key_of_type<int>);
static_assert(key_of_type<std::int64_t> == key_of_type<long>);  // the same type under two names
static_assert(key_of_type<int> != key_of_type<unsigned>);
static_assert(key_of_type<int> != key_of_type<int const>);
static_assert(key_of_type<int> != key_of_type<int&>);
static_assert(key_of_type<std::string> != key_of_type<std::optional<std::string>>);
static_assert(key_of_type<keys_a::Same> != key_of_type<keys_b::Same>);
static_assert(key_of_type<keys_a::Tagged<1>> != key_of_type<keys_a::Tagged<2>>);
static_assert(type_key{} != key_of_type<int>);
static_assert(type_key{"posts"} == type_key{"posts"} && type_key{"posts"} != type_key{"users"});

TEST_CASE("a struct within a function has a key") {
  struct Local {};
  struct Other {};
  CHECK(key_of_type<Local> == key_of_type<Local>);
  CHECK(key_of_type<Local> != key_of_type<Other>);
}
