"""Orders from the click to the finished video: kept, sent, watched."""
