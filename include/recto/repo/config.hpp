// SPDX-License-Identifier: BSL-1.0
// How a repo is set up.
// Layer 7.
#pragma once

#include <recto/base/telemetry.hpp>
#include <recto/sql/executor.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace recto {

/// Settings of a repo, for designated initialisers: `repo{{.conninfo = "postgresql:///blog", .pool_size = 10}}`.
struct repo_config {
  std::string conninfo{};      ///< URL or keyword string; what it leaves out comes from PGHOST, PGUSER, PGPASSWORD, ...
  std::size_t pool_size = 10;  ///< connections at most; made when first needed
  std::chrono::milliseconds checkout_timeout{15'000};  ///< how long a call waits for a free connection
  recto::prepare prepare = recto::prepare::named;      ///< `unnamed` behind a pooler in transaction mode
  std::string search_path{};                           ///< empty: the server's own
  std::string application_name{};                      ///< shown in pg_stat_activity; empty: recto
  std::chrono::milliseconds connect_timeout{5000};
  void (*on_notice)(void* context, std::string_view severity, std::string_view message) = nullptr;  ///< NOTICE, WARNING
  void* notice_context = nullptr;
  telemetry_handler
      telemetry{};  ///< told of each statement: `[](query_event const& event) { ... }`; none costs nothing

  connection_settings connection() const {
    return {.conninfo = conninfo,
            .prepare = prepare,
            .search_path = search_path,
            .application_name = application_name,
            .connect_timeout = connect_timeout,
            .on_notice = on_notice,
            .notice_context = notice_context};
  }
};

}  // namespace recto
