using BenchmarkDotNet.Attributes;
using SocketLab.Core.Journal;

namespace SocketLab.Benchmarks.Micro;

/// <summary>What the journal adds to a receive: 64 datagrams under one hold of its lock, as the UDP loop appends them.</summary>
/// <remarks>The journal is full before it is measured: every new segment is a recycled one, as in a flood that goes on.</remarks>
[MemoryDiagnoser]
public class JournalAppend
{
    private const int BatchSize = 64;
    private const long MaxBytes = 64 << 20;

    private EntryJournal _journal = null!;
    private byte[] _payload = [];

    [Params(64, 1_400, 65_536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _journal = new EntryJournal(MaxBytes, new JournalBudget(MaxBytes), TimeProvider.System);
        _payload = new byte[Bytes];
        for (var stored = 0L; stored < 2 * MaxBytes; stored += (long)BatchSize * Bytes)
        {
            AppendBatch();
        }
    }

    [GlobalCleanup]
    public void Dispose() => _journal.Dispose();

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void AppendBatch()
    {
        using var batch = _journal.BeginBatch();
        for (var i = 0; i < BatchSize; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, _payload.Length, _payload);
        }
    }
}
