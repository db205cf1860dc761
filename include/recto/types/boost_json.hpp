// SPDX-License-Identifier: BSL-1.0
// Boost.JSON without its library: the parts that recto needs are compiled into each file that includes this, as weak
// symbols of which the linker keeps one. So `-lboost_json` is not needed and does no harm (its symbols win).
// Define RECTO_LINK_BOOST_JSON to save the 0.4 s and 180 kB in each file and link the library yourself; the same holds if
// <boost/json.hpp> was included before, and for versions of Boost that this was not tested with.
// Layer 2.
#pragma once

#include <boost/version.hpp>

#if defined(RECTO_LINK_BOOST_JSON) || defined(BOOST_JSON_DECL) || BOOST_VERSION < 108100 || BOOST_VERSION >= 108200

#include <boost/json.hpp>

#else

// A function marked BOOST_JSON_DECL is declared once with it and defined without; the attribute holds for both. Two
// classes are not marked, or have a virtual table, which clang makes weak only if the destructor is inline and g++
// only if it is weak; they are defined at the end, in place of their .ipp files. The test links two files that include this.
#define BOOST_JSON_DECL __attribute__((weak))
#define BOOST_JSON_SOURCE
#define BOOST_JSON_DETAIL_IMPL_DEFAULT_RESOURCE_IPP
#define BOOST_JSON_DETAIL_IMPL_SHARED_RESOURCE_IPP

#include <boost/json.hpp>

#include <boost/json/detail/impl/except.ipp>
#include <boost/json/detail/impl/format.ipp>
#include <boost/json/detail/impl/handler.ipp>
#include <boost/json/detail/impl/stack.ipp>
#include <boost/json/detail/impl/string_impl.ipp>
#include <boost/json/detail/ryu/impl/d2s.ipp>
#include <boost/json/impl/array.ipp>
#include <boost/json/impl/error.ipp>
#include <boost/json/impl/kind.ipp>
#include <boost/json/impl/object.ipp>
#include <boost/json/impl/parse.ipp>
#include <boost/json/impl/parser.ipp>
#include <boost/json/impl/serialize.ipp>
#include <boost/json/impl/serializer.ipp>
#include <boost/json/impl/string.ipp>
#include <boost/json/impl/value.ipp>
#include <boost/json/impl/value_ref.ipp>
#include <boost/json/impl/value_stack.ipp>

#if defined(__clang__)
#define RECTO_WEAK_STRUCTOR inline
#else
#define RECTO_WEAK_STRUCTOR [[gnu::weak]]
#endif

namespace boost::json::detail {

#if defined(BOOST_JSON_WEAK_CONSTINIT)
#elif defined(BOOST_JSON_NO_DESTROY)
[[gnu::weak]] constinit default_resource default_resource::instance_;
#else
[[gnu::weak]] constinit default_resource::holder default_resource::instance_;
#endif

RECTO_WEAK_STRUCTOR shared_resource::shared_resource() = default;

RECTO_WEAK_STRUCTOR shared_resource::~shared_resource() = default;

RECTO_WEAK_STRUCTOR default_resource::~default_resource() = default;

[[gnu::weak]] void* default_resource::do_allocate(std::size_t size, std::size_t) { return ::operator new(size); }

[[gnu::weak]] void default_resource::do_deallocate(void* memory, std::size_t, std::size_t) {
  ::operator delete(memory);
}

[[gnu::weak]] bool default_resource::do_is_equal(memory_resource const& other) const noexcept { return this == &other; }

}  // namespace boost::json::detail

#undef RECTO_WEAK_STRUCTOR
#undef BOOST_JSON_SOURCE

#endif
