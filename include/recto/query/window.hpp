// SPDX-License-Identifier: BSL-1.0
// Window functions: `over(rank(), partition_by(...), order_by(...))`, windows with names, frames.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/function.hpp>
#include <recto/query/judge.hpp>
#include <recto/query/stages.hpp>
#include <recto/types/scalar.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// A function that only a window gives a meaning: no expression until `over` makes it one.
template <fixed_string Name, class Value, bool MayBeNull, class... Operands>
struct window_function {
  using value_type = Value;
  static constexpr std::size_t parameters = (std::size_t{0} + ... + Operands::parameters);

  [[no_unique_address]] pack<Operands...> operands;

  static constexpr bool nullable(scope const& sources) { return MayBeNull || (Operands::nullable(sources) || ...); }
  static constexpr void inspect(inspector& watcher) { pack<Operands...>::inspect(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operands.each_value(function);
  }
};

template <class T>
inline constexpr bool is_window_function = false;
template <fixed_string Name, class Value, bool MayBeNull, class... Operands>
inline constexpr bool is_window_function<window_function<Name, Value, MayBeNull, Operands...>> = true;

template <fixed_string Name, class Value, bool MayBeNull, class... Operands>
constexpr auto make_window_function(Operands... operands) {
  return window_function<Name, Value, MayBeNull, Operands...>{make_pack(std::move(operands)...)};
}

template <class Terms>
struct partition {
  [[no_unique_address]] Terms terms;
};

enum class frame_unit { rows, range, groups };
enum class frame_bound { unbounded_preceding, preceding, current_row, following, unbounded_following };

template <frame_bound Kind, std::uint32_t Count = 0>
struct frame_end {};

/// `ROWS BETWEEN 2 PRECEDING AND CURRENT ROW`
template <frame_unit Unit, class Begin, class End>
struct window_frame {};

struct no_frame {};

/// What a window is: its parts, each at most once.
template <class Partition, class Order, class Frame>
struct window_definition {
  static constexpr std::size_t parameters = Partition::parameters + Order::parameters;

  [[no_unique_address]] Partition partitions;
  [[no_unique_address]] Order order;

  static constexpr void inspect(inspector& watcher) {
    Partition::inspect(watcher);
    Order::inspect(watcher);
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    if constexpr (Partition::parameters > 0) partitions.each_value(function);
    if constexpr (Order::parameters > 0) order.each_value(function);
  }
};

/// A window of a query, by name.
template <fixed_string Name>
struct window_name {
  static constexpr std::size_t parameters = 0;
  static constexpr void inspect(inspector& watcher) { watcher.window(Name.view()); }
};

template <class Window>
inline constexpr bool has_frame = true;  // a window with a name may have one
template <class Partition, class Order>
inline constexpr bool has_frame<window_definition<Partition, Order, no_frame>> = false;

/// `function OVER (...)`
template <class Called, class Window>
struct over_node : expression {
  using value_type = typename Called::value_type;
  static constexpr std::size_t parameters = Called::parameters + Window::parameters;

  [[no_unique_address]] Called called;
  [[no_unique_address]] Window window;

  // Without a frame of its own a window holds at least the row itself, as a group does.
  static constexpr bool nullable(scope sources) {
    if constexpr (is_aggregate<Called>) sources.is_grouped = !has_frame<Window>;
    return Called::nullable(sources);
  }
  static constexpr void inspect(inspector& watcher) {
    watcher.enter_window();
    Called::inspect(watcher);
    watcher.leave_window();
    watcher.enter_window_definition();
    Window::inspect(watcher);
    watcher.leave_window_definition();
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    if constexpr (Called::parameters > 0) called.each_value(function);
    if constexpr (Window::parameters > 0) window.each_value(function);
  }
};

/// `"name" AS (PARTITION BY ...)` in the WINDOW clause.
template <fixed_string Name, class Definition>
struct named_window {
  static constexpr std::size_t parameters = Definition::parameters;

  [[no_unique_address]] Definition definition;

  static constexpr std::string_view name() { return Name.view(); }
  static constexpr void inspect(inspector& watcher) { Definition::inspect(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    definition.each_value(function);
  }
};

template <class Windows>
using windows_clause = clause_part<clause::windows, Windows>;

template <class Windows>
struct inspected_windows;
template <class... Windows>
struct inspected_windows<pack<Windows...>> {
  static constexpr std::array<std::string_view, sizeof...(Windows)> names{Windows::name()...};

  static constexpr void inspect(inspector& watcher) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (name_list{names.data(), i}.has(names[i])) watcher.report(rule::window_twice, names[i], {});
    watcher.define_windows({names.data(), names.size()});
    watcher.enter_window_definition();
    (Windows::inspect(watcher), ...);
    watcher.leave_window_definition();
  }
};

// Each part of a window finds its place by its type.

template <class T>
inline constexpr bool is_partition = false;
template <class Terms>
inline constexpr bool is_partition<partition<Terms>> = true;
template <class T>
inline constexpr bool is_window_order = false;
template <class Terms>
inline constexpr bool is_window_order<adding_stage<order_by_clause, Terms>> = true;

constexpr pack<> partition_of() { return {}; }
template <class Part, class... Rest>
constexpr auto partition_of(Part const& part, Rest const&... rest) {
  if constexpr (is_partition<Part>) return part.terms;
  else return partition_of(rest...);
}
constexpr pack<> order_of() { return {}; }
template <class Part, class... Rest>
constexpr auto order_of(Part const& part, Rest const&... rest) {
  if constexpr (is_window_order<Part>) return part.content;
  else return order_of(rest...);
}
template <class T>
inline constexpr bool is_frame = false;
template <frame_unit Unit, class Begin, class End>
inline constexpr bool is_frame<window_frame<Unit, Begin, End>> = true;
template <class T>
inline constexpr bool needs_order = false;
template <class Begin, class End>
inline constexpr bool needs_order<window_frame<frame_unit::groups, Begin, End>> = true;
constexpr no_frame frame_of() { return {}; }
template <class Part, class... Rest>
constexpr auto frame_of(Part const& part, Rest const&... rest) {
  if constexpr (is_frame<Part>) return part;
  else return frame_of(rest...);
}

template <class... Parts>
constexpr auto make_window(Parts const&... parts) {
  constexpr std::size_t partition_count = (std::size_t{0} + ... + is_partition<Parts>);
  constexpr std::size_t order_count = (std::size_t{0} + ... + is_window_order<Parts>);
  constexpr std::size_t frame_count = (std::size_t{0} + ... + is_frame<Parts>);
  static_assert(partition_count + order_count + frame_count == sizeof...(Parts),
                "recto: over: a window is made of partition_by(...), order_by(...) and a frame");
  static_assert(partition_count <= 1 && order_count <= 1 && frame_count <= 1,
                "recto: over: a part of the window is said twice; list all in one partition_by or order_by");
  static_assert(order_count > 0 || !(needs_order<Parts> || ...),
                "recto: over: groups_between counts groups of rows that are equal in the order; add order_by(...)");
  auto partitions = partition_of(parts...);
  auto order = order_of(parts...);
  auto frame = frame_of(parts...);
  return window_definition<decltype(partitions), decltype(order), decltype(frame)>{std::move(partitions),
                                                                                   std::move(order)};
}

template <class T>
inline constexpr int place_of_bound = -1;
template <frame_bound Kind, std::uint32_t Count>
inline constexpr int place_of_bound<frame_end<Kind, Count>> = static_cast<int>(Kind);

/// A frame, if PostgreSQL takes its bounds ("Window Function Calls").
template <frame_unit Unit, class Begin, class End>
constexpr auto make_frame() {
  constexpr int begin = place_of_bound<Begin>;
  constexpr int end = place_of_bound<End>;
  static_assert(
      begin >= 0 && end >= 0,
      "recto: over: the bounds of a frame are unbounded_preceding, preceding<n>, current_row, following<n> and "
      "unbounded_following");
  static_assert(begin <= end && begin != static_cast<int>(frame_bound::unbounded_following)
                    && end != static_cast<int>(frame_bound::unbounded_preceding),
                "recto: over: the frame ends before it begins; name its beginning first");
  constexpr auto counts = [](int place) {
    return place == static_cast<int>(frame_bound::preceding) || place == static_cast<int>(frame_bound::following);
  };
  static_assert(Unit != frame_unit::range || !(counts(begin) || counts(end)),
                "recto: range_between: it takes no counts; write rows_between or groups_between");
  return window_frame<Unit, Begin, End>{};
}

template <class Called>
consteval bool assert_window_function() {
  constexpr bool fits = is_window_function<Called> || is_aggregate<Called>;
  static_assert(fits, "recto: over: this is neither a window function nor an aggregate");
  static_assert(!is_aggregate<Called> || works_over_windows<Called>,
                "recto: over: the server has aggregates of distinct or ordered values for groups only; leave distinct "
                "and order_by out of what stands over a window");
  return fits;
}

template <fixed_string Name, class Operand, class Otherwise>
constexpr auto neighbour(Operand operand, std::int32_t offset, Otherwise&& otherwise) {
  using type = typename Operand::value_type;
  using verdict = comparison_verdict<Operand, Otherwise>;
  static_assert(assert_operands<verdict>::value);
  auto rest = [&] {
    if constexpr (!verdict::value) return bound<type>{};
    else if constexpr (is_expression<Otherwise>) return std::remove_cvref_t<Otherwise>(otherwise);
    else return bind_as<type>(static_cast<Otherwise&&>(otherwise));
  }();
  return make_window_function<Name, type, false>(std::move(operand), value(offset), std::move(rest));
}

}  // namespace detail

/// `PARTITION BY`: the window of a row is the rows that are equal to it in these.
template <is_expression... Terms>
constexpr auto partition_by(Terms... terms) {
  static_assert(sizeof...(Terms) > 0, "recto: partition_by: it needs an expression; name a column");
  static_assert((!detail::left_out_at_times<Terms> && ...),
                "recto: partition_by: a condition that may be left out; partition by what is always there");
  auto all = detail::make_pack(std::move(terms)...);
  return detail::partition<decltype(all)>{std::move(all)};
}

/// Bounds of a frame.
inline constexpr detail::frame_end<detail::frame_bound::unbounded_preceding> unbounded_preceding{};
inline constexpr detail::frame_end<detail::frame_bound::current_row> current_row{};
inline constexpr detail::frame_end<detail::frame_bound::unbounded_following> unbounded_following{};
template <std::uint32_t Count>
inline constexpr detail::frame_end<detail::frame_bound::preceding, Count> preceding{};
template <std::uint32_t Count>
inline constexpr detail::frame_end<detail::frame_bound::following, Count> following{};

/// `ROWS BETWEEN begin AND end`: the frame of a window, in rows: `rows_between(preceding<2>, current_row)`.
template <class Begin, class End>
constexpr auto rows_between(Begin, End) {
  return detail::make_frame<detail::frame_unit::rows, Begin, End>();
}
/// `RANGE BETWEEN begin AND end`; without counts.
template <class Begin, class End>
constexpr auto range_between(Begin, End) {
  return detail::make_frame<detail::frame_unit::range, Begin, End>();
}
/// `GROUPS BETWEEN begin AND end`: in groups of rows that are equal in the order.
template <class Begin, class End>
constexpr auto groups_between(Begin, End) {
  return detail::make_frame<detail::frame_unit::groups, Begin, End>();
}

/// `function OVER (PARTITION BY ... ORDER BY ...)`: a window function or an aggregate, computed over rows that stay. Ecto: `over`.
template <class Called, class... Parts>
constexpr auto over(Called called, Parts const&... parts) {
  if constexpr (detail::assert_window_function<Called>()) {
    auto window = detail::make_window(parts...);
    return detail::over_node<Called, decltype(window)>{{}, std::move(called), std::move(window)};
  } else {
    return detail::bound<std::int64_t>{};
  }
}

/// `function OVER "name"`: a window that the query defines by `window<"name">(...)`.
template <fixed_string Name, class Called>
constexpr auto over(Called called) {
  if constexpr (detail::assert_window_function<Called>())
    return detail::over_node<Called, detail::window_name<Name>>{{}, std::move(called), {}};
  else return detail::bound<std::int64_t>{};
}

/// `WINDOW "name" AS (...)`: a window for several functions: `window<"w">(partition_by(...), order_by(...))`. Ecto: `windows`.
template <fixed_string Name, class... Parts>
constexpr auto window(Parts const&... parts) {
  auto definition = detail::make_window(parts...);
  auto all = detail::make_pack(detail::named_window<Name, decltype(definition)>{std::move(definition)});
  return detail::adding_stage<detail::windows_clause, decltype(all)>{{}, std::move(all)};
}

/// Number of the row in its window, from 1: bigint.
constexpr auto row_number() { return detail::make_window_function<"row_number", std::int64_t, false>(); }
/// Rank with gaps: bigint.
constexpr auto rank() { return detail::make_window_function<"rank", std::int64_t, false>(); }
/// Rank without gaps: bigint.
constexpr auto dense_rank() { return detail::make_window_function<"dense_rank", std::int64_t, false>(); }
/// (rank - 1) / (rows - 1): double precision.
constexpr auto percent_rank() { return detail::make_window_function<"percent_rank", double, false>(); }
/// Part of the rows up to this one: double precision.
constexpr auto cume_dist() { return detail::make_window_function<"cume_dist", double, false>(); }
/// Number of the bucket of `count`, from 1: integer.
constexpr auto ntile(std::int32_t count) {
  return detail::make_window_function<"ntile", std::int32_t, false>(value(count));
}

/// The value in the row `offset` before, or NULL.
template <is_expression Operand>
constexpr auto lag(Operand operand) {
  return detail::make_window_function<"lag", typename Operand::value_type, true>(std::move(operand));
}
template <is_expression Operand>
constexpr auto lag(Operand operand, std::int32_t offset) {
  return detail::make_window_function<"lag", typename Operand::value_type, true>(std::move(operand), value(offset));
}
/// The value in the row `offset` before, or `otherwise`, which is of its type.
template <is_expression Operand, class Otherwise>
constexpr auto lag(Operand operand, std::int32_t offset, Otherwise&& otherwise) {
  return detail::neighbour<"lag">(std::move(operand), offset, std::forward<Otherwise>(otherwise));
}
/// The value in the row `offset` after, or NULL.
template <is_expression Operand>
constexpr auto lead(Operand operand) {
  return detail::make_window_function<"lead", typename Operand::value_type, true>(std::move(operand));
}
template <is_expression Operand>
constexpr auto lead(Operand operand, std::int32_t offset) {
  return detail::make_window_function<"lead", typename Operand::value_type, true>(std::move(operand), value(offset));
}
/// The value in the row `offset` after, or `otherwise`, which is of its type.
template <is_expression Operand, class Otherwise>
constexpr auto lead(Operand operand, std::int32_t offset, Otherwise&& otherwise) {
  return detail::neighbour<"lead">(std::move(operand), offset, std::forward<Otherwise>(otherwise));
}
/// The value in the first row of the frame; NULL if the frame is empty.
template <is_expression Operand>
constexpr auto first_value(Operand operand) {
  return detail::make_window_function<"first_value", typename Operand::value_type, true>(std::move(operand));
}
/// The value in the last row of the frame; NULL if the frame is empty.
template <is_expression Operand>
constexpr auto last_value(Operand operand) {
  return detail::make_window_function<"last_value", typename Operand::value_type, true>(std::move(operand));
}
/// The value in the row `count` of the frame, from 1, or NULL.
template <is_expression Operand>
constexpr auto nth_value(Operand operand, std::int32_t count) {
  return detail::make_window_function<"nth_value", typename Operand::value_type, true>(std::move(operand),
                                                                                       value(count));
}

}  // namespace recto
