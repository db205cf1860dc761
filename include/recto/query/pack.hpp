// SPDX-License-Identifier: BSL-1.0
// Several expressions side by side, as clauses and calls hold them. Where none of them binds a value the types say it
// all and nothing is stored; else the values are kept in a Boost.Hana tuple.
// Layer 4.
#pragma once

#include <recto/query/expression.hpp>

#include <boost/hana/basic_tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace recto::detail {

template <bool Stored, class... Nodes>
struct pack_storage {};

template <class... Nodes>
struct pack_storage<true, Nodes...> {
  boost::hana::basic_tuple<Nodes...> nodes;

  template <class Function>
  constexpr void each_value(Function& function) const {
    each_value(function, std::make_index_sequence<sizeof...(Nodes)>{});
  }

 private:
  template <class Function, std::size_t... Index>
  constexpr void each_value(Function& function, std::index_sequence<Index...>) const {
    (value_of_node(boost::hana::at_c<Index>(nodes), function), ...);
  }
  template <class Node, class Function>
  static constexpr void value_of_node(Node const& node, Function& function) {
    if constexpr (Node::parameters > 0) node.each_value(function);
  }
};

template <class... Nodes>
inline constexpr bool stores_values = (std::size_t{0} + ... + Nodes::parameters) > 0;

template <class... Nodes>
struct pack : pack_storage<stores_values<Nodes...>, Nodes...> {
  static constexpr std::size_t size = sizeof...(Nodes);
  static constexpr std::size_t parameters = (std::size_t{0} + ... + Nodes::parameters);

  static constexpr bool any_nullable(scope const& sources) { return (Nodes::nullable(sources) || ...); }
  static constexpr void inspect(inspector& watcher) { (detail::inspect<Nodes>(watcher), ...); }
};

template <class... Nodes>
constexpr auto make_pack(Nodes&&... nodes) {
  using all = pack<std::remove_cvref_t<Nodes>...>;
  if constexpr (all::parameters == 0) return all{};
  else return all{{boost::hana::basic_tuple<std::remove_cvref_t<Nodes>...>{static_cast<Nodes&&>(nodes)...}}};
}

/// The nodes of a pack as a tuple; those that store nothing are made anew.
template <class... Nodes>
constexpr boost::hana::basic_tuple<Nodes...> nodes_of(pack<Nodes...>&& from) {
  if constexpr (stores_values<Nodes...>) return std::move(from.nodes);
  else return {};
}

template <class... Left, class... Right>
constexpr pack<Left..., Right...> append(pack<Left...> left, pack<Right...> right) {
  if constexpr (!stores_values<Left..., Right...>) {
    return {};
  } else {
    return boost::hana::unpack(nodes_of(std::move(left)), [&](Left... lefts) {
      return boost::hana::unpack(nodes_of(std::move(right)),
                                 [&](Right... rights) { return make_pack(std::move(lefts)..., std::move(rights)...); });
    });
  }
}

}  // namespace recto::detail
