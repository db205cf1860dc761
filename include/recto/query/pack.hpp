// SPDX-License-Identifier: BSL-1.0
// Several expressions side by side, as clauses and calls hold them. The types are what counts; the values are kept in a
// Boost.Hana tuple and are only looked at when one of them binds a parameter.
// Layer 4.
#pragma once

#include <recto/query/expression.hpp>

#include <boost/hana/basic_tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <cstddef>
#include <utility>

namespace recto::detail {

template <class... Nodes>
struct pack {
  static constexpr std::size_t size = sizeof...(Nodes);
  static constexpr std::size_t parameters = (std::size_t{0} + ... + Nodes::parameters);

  [[no_unique_address]] boost::hana::basic_tuple<Nodes...> nodes;

  static constexpr bool any_nullable(scope const& sources) { return (Nodes::nullable(sources) || ...); }
  static constexpr bool all_nullable(scope const& sources) { return (Nodes::nullable(sources) && ...); }
  static constexpr void inspect(inspector& watcher) { (detail::inspect<Nodes>(watcher), ...); }

  template <class Function>
  constexpr void each_value(Function& function) const {
    each_value(function, std::make_index_sequence<size>{});
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
constexpr pack<Nodes...> make_pack(Nodes... nodes) {
  return {boost::hana::basic_tuple<Nodes...>{std::move(nodes)...}};
}

template <class... Left, class... Right>
constexpr pack<Left..., Right...> append(pack<Left...> left, pack<Right...> right) {
  return boost::hana::unpack(std::move(left.nodes), [&](Left... lefts) {
    return boost::hana::unpack(std::move(right.nodes), [&](Right... rights) {
      return make_pack<Left..., Right...>(std::move(lefts)..., std::move(rights)...);
    });
  });
}

}  // namespace recto::detail
