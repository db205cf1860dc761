// SPDX-License-Identifier: BSL-1.0
// A changeset's struct with its changes, for the time of a write.
// Layer 7.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/changeset/finish_embeds.hpp>
#include <recto/repo/field_sets.hpp>

#include <bit>
#include <cstddef>
#include <optional>
#include <utility>

namespace recto::detail {

// Exchanges the fields of a set with those of another object of the struct.
struct field_exchanger {
  char* other;
  std::size_t const* offset;
  field_set left;

  template <class Field>
  void operator()(Field& value) {
    bool const wanted = (left & 1) != 0;
    left >>= 1;
    std::size_t const at = *offset++;
    if (wanted) std::swap(value, *reinterpret_cast<Field*>(other + at));
  }
};

/// Makes the struct that is written in the changeset itself where nothing hinders it, because a copy costs an allocation
/// for each text: data and changes change places, and the old values of what is set besides are kept where the changes
/// of unchanged fields would be. A refused changeset is given back as it was by `restore`.
template <class T>
class applied_changes {
 public:
  /// The struct. `set`: fields that will be set besides. What hinders: they change too, so that there are two old
  /// values; the key changes, whose old value is still wanted; embedded structs, which are given keys.
  T& make(changeset<T>& of, field_set set) {
    using access = changeset_access;
    if (has_embeds<T> || (access::record(of).changed & (set | key_set<T>)) != 0) return copy_.emplace(of.apply());
    exchange(of);
    set_ = set;
    for_each_set(
        of, [](changeset_field const& one, void* data, void* change, void const*) { one.how->assign(change, data); });
    is_exchanged_ = true;
    return access::data(of);
  }

  void restore(changeset<T>& of) {
    if (!is_exchanged_) return;
    is_exchanged_ = false;
    exchange(of);
    for_each_set(of, [](changeset_field const& one, void* data, void* change, void const* fresh) {
      one.how->assign(data, change);
      one.how->assign(change, fresh);
    });
  }

 private:
  static void exchange(changeset<T>& of) {
    using access = changeset_access;
    for_each_field(access::data(of), field_exchanger{reinterpret_cast<char*>(&access::changes(of)),
                                                     field_offsets<T>.data(), access::record(of).changed});
  }

  template <class Function>
  void for_each_set(changeset<T>& of, Function function) const {
    using access = changeset_access;
    auto const in = access::objects(of);
    for (field_set left = set_; left != 0; left &= left - 1) {
      changeset_field const& one = access::fields(of)[static_cast<std::size_t>(std::countr_zero(left))];
      function(one, part(static_cast<void*>(&access::data(of)), one), part(in.changes, one), part(in.fresh, one));
    }
  }

  std::optional<T> copy_{};
  field_set set_ = 0;
  bool is_exchanged_ = false;
};

}  // namespace recto::detail
