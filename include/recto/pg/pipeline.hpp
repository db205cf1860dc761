// SPDX-License-Identifier: BSL-1.0
// Several statements under way on one connection: libpq's pipeline mode. Each `receive` has its own answer or throws its
// own error; the first uses of statements are prepared in the same stream.
// Layer 6; part of connection.hpp.
#pragma once

#include <recto/pg/connection.hpp>

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <utility>

namespace recto::pg {

inline void connection::enter_pipeline() {
  use const guard(*this);
  if (state_ != state::ready) throw_busy(nullptr);
  if (!PQenterPipelineMode(handle_.get())) throw_not_sent(nullptr);
  state_ = state::pipeline;
}

inline void connection::sync() {
  use const guard(*this);
  if (state_ != state::pipeline) detail::throw_misuse("sync() is for pipeline mode; enter_pipeline() comes first");
  if (!PQpipelineSync(handle_.get())) throw_not_sent(nullptr);
  under_way_.push_back({.what = step::sync});
  flushed_ = synced_ = true;
  ++group_;
}

inline void connection::send_in_pipeline(statement const& which, parameters values) {
  detail::prepared_statement* entry = nullptr;
  int sent = 0;
  flushed_ = synced_ = false;
  if (named_) {
    std::uint32_t const number = number_of(which);
    entry = &prepared_[number];
    // Being prepared in this group is good enough; in an earlier group it may yet turn out to have been skipped.
    if (!entry->prepared || (entry->group != 0 && entry->group != group_)) {
      bool const is_kept = number != recto::detail::once_number;
      if (is_kept) entry->rename(number);
      if (!PQsendPrepare(handle_.get(), entry->name.data(), which.sql, which.parameter_count, which.parameter_types))
        throw_not_sent(which.sql);
      entry->prepared = is_kept;
      entry->types_checked = false;
      entry->group = group_;
      under_way_.push_back({.what = step::prepare, .sql = which.sql, .entry = entry});
    }
    sent = PQsendQueryPrepared(handle_.get(), entry->name.data(), which.parameter_count, values.values, values.lengths,
                               which.parameter_formats, 1);
    // All statements that are used once share an entry: what is noted of one's columns must not hold for the next.
    if (number == recto::detail::once_number) entry = nullptr;
  } else {
    sent = PQsendQueryParams(handle_.get(), which.sql, which.parameter_count, which.parameter_types, values.values,
                             values.lengths, which.parameter_formats, 1);
  }
  if (!sent) throw_not_sent(which.sql);
  under_way_.push_back({.what = step::statement, .sql = which.sql, .entry = entry});
}

// The first bad answer to one step, or else its good one. Null if the connection is lost.
inline detail::result_handle connection::next_answer() {
  detail::result_handle answer(PQgetResult(handle_.get()));
  if (answer && is_copy(PQresultStatus(answer.get()))) {
    lost_ = true;  // libpq cannot get out of it within a pipeline
    return answer;
  }
  while (answer) {
    detail::result_handle more(PQgetResult(handle_.get()));
    if (!more) break;
    ExecStatusType const status = PQresultStatus(answer.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) answer = std::move(more);
  }
  return answer;
}

// The end of a group. An error before it is that of the commit (a deferred constraint).
inline void connection::receive_sync() {
  detail::result_handle failed;
  for (int nulls = 0; nulls < 2;) {
    detail::result_handle answer(PQgetResult(handle_.get()));
    if (!answer) ++nulls;
    else if (PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) break;
    else if (!failed) failed = std::move(answer);
  }
  if (failed || PQstatus(handle_.get()) != CONNECTION_OK) throw_failed(failed.get(), nullptr);
}

inline pg::result connection::receive_in_pipeline() {
  if (state_ == state::closed) throw_busy(nullptr);
  if (state_ != state::pipeline) detail::throw_misuse("there is nothing to receive; send() comes first");
  if (!std::exchange(flushed_, true) && (!PQsendFlushRequest(handle_.get()) || PQflush(handle_.get()) < 0))
    throw_not_sent(nullptr);
  detail::result_handle not_prepared;
  if (!usable() && next_ < under_way_.size()) throw_failed(nullptr, under_way_[next_++].sql);
  while (next_ < under_way_.size()) {
    sent_step const now = under_way_[next_++];
    if (next_ == under_way_.size()) {
      under_way_.clear();
      next_ = 0;
    }
    if (now.what == step::sync) {
      receive_sync();
      continue;
    }
    detail::result_handle answer = next_answer();
    ExecStatusType const status = PQresultStatus(answer.get());
    if (now.what == step::prepare) {
      now.entry->group = 0;
      if (status != PGRES_COMMAND_OK) {
        now.entry->forget();
        if (status != PGRES_PIPELINE_ABORTED) not_prepared = std::move(answer);
      }
      continue;
    }
    entry_ = now.entry;
    if (not_prepared) throw_failed(not_prepared.get(), now.sql);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
      return pg::result(answer.release(), now.entry ? &now.entry->types_checked : nullptr);
    if (status == PGRES_PIPELINE_ABORTED)
      detail::throw_plain(error_kind::query, "the statement was not run, because an earlier one of its pipeline failed",
                          now.sql);
    if (is_copy(status)) detail::throw_misuse("COPY cannot be run in a pipeline; the connection is given up", now.sql);
    give_up_plan(answer.get());
    throw_failed(answer.get(), now.sql);
  }
  detail::throw_misuse("there is nothing to receive; send() comes first");
}

inline void connection::leave_pipeline() {
  if (state_ != state::pipeline) return;
  if (!synced_ && usable()) sync();
  use const guard(*this);
  std::optional<error> first;
  while (next_ < under_way_.size() && usable()) {
    try {
      if (under_way_[next_].what != step::sync) {
        receive_in_pipeline();
      } else {
        ++next_;
        receive_sync();
      }
    } catch (error const& failure) {
      if (!first) first = failure;
    }
  }
  under_way_.clear();
  next_ = 0;
  flushed_ = synced_ = true;
  state_ = state::ready;
  if (!PQexitPipelineMode(handle_.get())) lost_ = true;
  if (first) throw *first;
}

}  // namespace recto::pg
