// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/config.hpp>

#include <support/test.hpp>

TEST_CASE("a config says everything about its connections") {
  int context = 0;
  recto::repo_config const config{.conninfo = "postgresql:///blog",
                                  .pool_size = 3,
                                  .prepare = recto::prepare::unnamed,
                                  .search_path = "blog, public",
                                  .application_name = "blog",
                                  .connect_timeout = std::chrono::milliseconds(7),
                                  .on_notice = [](void*, std::string_view, std::string_view) {},
                                  .notice_context = &context};
  recto::connection_settings const settings = config.connection();
  CHECK(settings.conninfo == "postgresql:///blog");
  CHECK(settings.prepare == recto::prepare::unnamed);
  CHECK(settings.search_path == "blog, public");
  CHECK(settings.application_name == "blog");
  CHECK(settings.connect_timeout == std::chrono::milliseconds(7));
  CHECK(settings.on_notice == config.on_notice);
  CHECK(settings.notice_context == &context);
}

TEST_CASE("a config that says nothing is ten connections to where PG* variables lead") {
  recto::repo_config const config{};
  CHECK(config.pool_size == 10);
  CHECK(config.checkout_timeout == std::chrono::seconds(15));
  CHECK(config.connection().conninfo.empty());
  CHECK(config.connection().prepare == recto::prepare::named);
  CHECK(config.connection().connect_timeout == std::chrono::seconds(5));
  CHECK(config.connection().on_notice == nullptr);
}
