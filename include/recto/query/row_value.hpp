// SPDX-License-Identifier: BSL-1.0
// Several values compared as one: `row_value(a, b) < row_value(c, d)`, in the order of a dictionary (manual, "Row
// Constructor Comparison"). Both sides have as many members, and the types fit member by member.
// Layer 4.
#pragma once

#include <recto/query/function.hpp>
#include <recto/query/operation.hpp>
#include <recto/query/operators.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// `(a, b)`, of which nothing is asked but to be compared with another.
template <class... Members>
struct row_of_values : operation<bool, Members...> {};

template <fixed_string Left, fixed_string Right>
struct assert_operands<failed<rows_differ_in_length, Left, Right>> {
  static_assert(failed<rows_differ_in_length, Left, Right>::value,
                "recto: row_value: the two rows differ in their number of members; give both the same");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <std::size_t Count>
consteval auto count_text() {
  constexpr std::size_t digits = Count < 10 ? 1 : 2;
  fixed_string<digits> text{};
  for (std::size_t i = digits, rest = Count; i > 0; rest /= 10) text.text[--i] = static_cast<char>('0' + rest % 10);
  return text;
}

template <std::size_t Left, std::size_t Right>
consteval auto judge_lengths() {
  if constexpr (Left == Right) return ok{};
  else return failed<rows_differ_in_length, count_text<Left>(), count_text<Right>()>{};
}

/// Does one pair of members fit? One of them is an expression.
template <class Left, class Right>
consteval auto judge_members() {
  if constexpr (!is_expression<Left> && !is_expression<Right>) return no_fit<Left, Right>();
  else return judge_pair<fits_beside<other_side<Left, Right>, expression_side<Left, Right>>(), Left, Right>();
}

template <class Member, class Other>
constexpr auto member_beside(Member&& member) {
  using raw = std::remove_cvref_t<Member>;
  if constexpr (is_expression<raw>) return raw(static_cast<Member&&>(member));
  else return bind_as<typename Other::value_type>(static_cast<Member&&>(member));
}

struct row_operators;

template <class T>
concept is_row_value = std::is_base_of_v<row_operators, std::remove_cvref_t<T>>;

template <binary_op Op, class Left, class Right>
constexpr auto compare_rows(Left left, Right right) {
  return Left::template compare<Op>(std::move(left), std::move(right));
}

struct row_operators {
  template <is_row_value Left, is_row_value Right>
  friend constexpr auto operator==(Left&& left, Right&& right) {
    return compare_rows<binary_op::equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <is_row_value Left, is_row_value Right>
  friend constexpr auto operator!=(Left&& left, Right&& right) {
    return compare_rows<binary_op::not_equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <is_row_value Left, is_row_value Right>
  friend constexpr auto operator<(Left&& left, Right&& right) {
    return compare_rows<binary_op::less>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <is_row_value Left, is_row_value Right>
  friend constexpr auto operator<=(Left&& left, Right&& right) {
    return compare_rows<binary_op::less_equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <is_row_value Left, is_row_value Right>
  friend constexpr auto operator>(Left&& left, Right&& right) {
    return compare_rows<binary_op::greater>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <is_row_value Left, is_row_value Right>
  friend constexpr auto operator>=(Left&& left, Right&& right) {
    return compare_rows<binary_op::greater_equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
};

/// A row whose plain members wait for the other side to learn their types.
template <class... Members>
struct row_value : row_operators {
  static constexpr std::size_t size = sizeof...(Members);

  boost::hana::basic_tuple<Members...> members;

  template <binary_op Op, class... Others>
  static constexpr auto compare(row_value left, row_value<Others...> right) {
    using lengths = decltype(judge_lengths<size, sizeof...(Others)>());
    static_assert(assert_operands<lengths>::value);
    if constexpr (lengths::value) return compare_members<Op>(left, right, std::index_sequence_for<Members...>{});
    else return binary<Op, bool, bound<bool>, bound<bool>>{};
  }

 private:
  template <binary_op Op, class... Others, std::size_t... Index>
  static constexpr auto compare_members(row_value& left, row_value<Others...>& right, std::index_sequence<Index...>) {
    namespace hana = boost::hana;
    static_assert((assert_operands<decltype(judge_members<Members, Others>())>::value && ...));
    if constexpr ((decltype(judge_members<Members, Others>())::value && ...)) {
      auto lefts = pack_row(member_beside<Members, Others>(std::move(hana::at_c<Index>(left.members)))...);
      auto rights = pack_row(member_beside<Others, Members>(std::move(hana::at_c<Index>(right.members)))...);
      return binary<Op, bool, decltype(lefts), decltype(rights)>{{}, std::move(lefts), std::move(rights)};
    } else {
      return binary<Op, bool, bound<bool>, bound<bool>>{};
    }
  }

  template <class... Nodes>
  static constexpr auto pack_row(Nodes... nodes) {
    return row_of_values<Nodes...>{{{}, make_pack(std::move(nodes)...)}};
  }
};

/// A member as the row keeps it: text that it cannot borrow is copied.
template <class Member>
constexpr auto row_member(Member&& member) {
  using raw = std::remove_cvref_t<Member>;
  if constexpr (!is_expression<raw> && !is_borrowed<raw>()
                && !is_null_value<raw> && std::is_convertible_v<raw const&, std::string_view>)
    return recto::value(static_cast<Member&&>(member));
  else return raw(static_cast<Member&&>(member));
}

}  // namespace detail

/// `(a, b)`: several values, compared as one with `== != < <= > >=`: member by member, the first that differs decides. A
/// member is an expression or a plain value; of two that meet one is an expression.
///
///     where(row_value(post::published_at, post::id) < row_value(at, id))
template <class... Members>
constexpr auto row_value(Members&&... members) {
  static_assert(sizeof...(Members) > 0, "recto: row_value: it needs a member; name a column");
  return detail::row_value<decltype(detail::row_member(static_cast<Members&&>(members)))...>{
      {},
      boost::hana::basic_tuple<decltype(detail::row_member(static_cast<Members&&>(members)))...>{
          detail::row_member(static_cast<Members&&>(members))...}};
}

}  // namespace recto
