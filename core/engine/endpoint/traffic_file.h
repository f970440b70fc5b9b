#pragma once

#include "core/engine/endpoint/traffic_store.h"

#include <QFile>

namespace synscope {

/// Makes the file of a new log, which only this user can read, with its header. Error kFileUnwritable.
Result<std::unique_ptr<QFile>> createTrafficFile(const QString& path, const TrafficFileHeader& header);

/// Reads the header. Error kFileUnreadable, also for a file of another kind.
Result<TrafficFileHeader> readTrafficHeader(QFile& file);

/// Goes through a whole file and tells the store what is in it, up to the first entry that is cut off or damaged.
void readTrafficIndex(QFile& file, TrafficStore& store);

}  // namespace synscope
