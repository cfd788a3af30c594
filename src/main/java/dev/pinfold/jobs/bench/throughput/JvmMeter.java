// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What all threads of this JVM allocate, and what its heap holds after collections. A thread that
 * ends is counted as it was last seen, at most {@value #INTERVAL_MILLIS} ms before: Java 17 has no
 * count over all threads.
 */
final class JvmMeter implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> allocated = new HashMap<>();
  private final AtomicLong live = new AtomicLong();
  private final NotificationListener listener = (notice, unused) -> collected(notice.getUserData());
  private final Thread sampler = new Thread(this::sample, "jvm-meter");
  private volatile boolean isOpen = true;

  JvmMeter() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
    sampler.setDaemon(true);
    sampler.start();
  }

  private void collected(Object userData) {
    GarbageCollectionNotificationInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) userData);
    long used =
        info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> isHeap(pool.getKey()))
            .map(Map.Entry::getValue)
            .mapToLong(MemoryUsage::getUsed)
            .sum();
    live.accumulateAndGet(used, Math::max);
  }

  /** What else has pools: metaspace and the code cache. */
  private static boolean isHeap(String pool) {
    return pool.contains("Eden")
        || pool.contains("Survivor")
        || pool.contains("Old")
        || pool.contains("Tenured");
  }

  private void sample() {
    while (isOpen) {
      allocatedBytes();
      try {
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Since the JVM's start, by all threads that were seen. */
  synchronized long allocatedBytes() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      // A thread that ended meanwhile has -1; numbers of threads are not used again.
      allocated.merge(ids[i], bytes[i], Math::max);
    }
    return allocated.values().stream().mapToLong(Long::longValue).filter(one -> one > 0).sum();
  }

  void forgetLive() {
    live.set(0);
  }

  /** The most that the heap held after a collection since it was forgotten. */
  long liveBytes() {
    return live.get();
  }

  @Override
  public void close() throws ListenerNotFoundException {
    isOpen = false;
    sampler.interrupt();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).removeNotificationListener(listener);
    }
  }
}
