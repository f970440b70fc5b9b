#pragma once

#include <QFont>

namespace synscope {

/// The sizes of text, relative to the font of the application.
enum class TextRole { kTitle, kHeading, kBody, kStrong, kCaption, kMono };

QFont fontFor(TextRole role);

/// A font with its family resolved (a mere "Sans Serif" is none) and faces for simplified Chinese behind it, so that
/// shared characters take their Chinese form.
QFont withChineseFallback(QFont font);

}  // namespace synscope
