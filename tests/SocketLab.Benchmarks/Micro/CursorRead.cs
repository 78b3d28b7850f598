using BenchmarkDotNet.Attributes;
using SocketLab.Core.Journal;

namespace SocketLab.Benchmarks.Micro;

/// <summary>A cursor through 1,000,000 datagrams of 64 bytes, looking at each. Bar: at most 200 ns an entry (5 million a second).</summary>
[MemoryDiagnoser]
public class CursorRead
{
    private const int Entries = 1_000_000;

    private readonly EntryJournal _journal = new(256 << 20, new JournalBudget(256 << 20), TimeProvider.System);
    private readonly EntryBatch _batch = new();

    [GlobalSetup]
    public void Fill()
    {
        using var batch = _journal.BeginBatch();
        var payload = new byte[64];
        for (var i = 0; i < Entries; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, payload.Length, payload);
        }
    }

    [GlobalCleanup]
    public void Dispose() => _journal.Dispose();

    [Benchmark(OperationsPerInvoke = Entries)]
    public long ReadAll()
    {
        var sum = 0L;
        var seen = 0;
        var after = 0L;
        do
        {
            _journal.Read(after, _batch);
            foreach (var entry in _batch)
            {
                sum += entry.Sequence + entry.Length + entry.Payload[^1];
            }

            (after, seen) = (_batch.Next, seen + _batch.Count);
        } while (_batch.Count > 0);

        return seen == Entries ? sum : throw new InvalidOperationException($"{seen} of {Entries} entries were read.");
    }
}
