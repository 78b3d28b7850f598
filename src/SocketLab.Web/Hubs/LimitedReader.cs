using System.IO.Pipelines;

namespace SocketLab.Web.Hubs;

/// <summary>
/// Shows at most so many bytes of what has come. When all of them are not enough for a message, reading fails, as it does at SignalR's own
/// limit; a connection whose messages can be read goes on.
/// </summary>
internal sealed class LimitedReader(PipeReader reader, int mostBytes) : PipeReader
{
    private SequencePosition _start;
    private bool _isFull;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Shown(await reader.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        var isRead = reader.TryRead(out result);
        result = isRead ? Shown(result) : result;
        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        reader.AdvanceTo(consumed, examined);
        if (_isFull && consumed.Equals(_start))
        {
            throw new InvalidDataException($"A message of more than {mostBytes} bytes is not taken from who may only read.");
        }
    }

    public override void CancelPendingRead() => reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => reader.Complete(exception);

    private ReadResult Shown(ReadResult read)
    {
        _start = read.Buffer.Start;
        _isFull = read.Buffer.Length > mostBytes;
        return _isFull ? new ReadResult(read.Buffer.Slice(0, mostBytes), read.IsCanceled, isCompleted: false) : read;
    }
}
