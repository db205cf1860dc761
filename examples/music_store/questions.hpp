// SPDX-License-Identifier: BSL-1.0
// Ten questions to a music store, each asked with a typed query.
#pragma once

#include "answer.hpp"

#include <vector>

namespace music_store {

/// Asks all ten, in order.
std::vector<answer> ask_all(recto::repo& repo);

}  // namespace music_store
