// SPDX-License-Identifier: BSL-1.0
// What every test needs and no test changes, compiled once for all test executables. None of recto's own headers: they
// change with every edit, and each test shows by including its header first that the header stands alone.
#pragma once

#include <support/test.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>
