using System.Buffers.Text;
using System.Collections;

namespace SocketLab.Benchmarks.Peers;

/// <summary>Checks numbers from 0 against what was sent: which came, which twice, and which late.</summary>
internal sealed class SequenceCheck(int sent)
{
    private const int Digits = 10;

    private readonly BitArray _seen = new(sent);
    private int _highest = -1;

    public int Received { get; private set; }

    public int Duplicated { get; private set; }

    public int OutOfOrder { get; private set; }

    /// <summary>Not a number that was sent.</summary>
    public int Wrong { get; private set; }

    public int Lost => sent - Received;

    /// <summary>Takes the next payload, which starts with its number in ten digits.</summary>
    public void Add(ReadOnlySpan<byte> payload)
    {
        if (
            payload.Length < Digits
            || !Utf8Parser.TryParse(payload[..Digits], out int number, out var used)
            || used != Digits
            || number >= sent
        )
        {
            Wrong++;
            return;
        }

        if (_seen[number])
        {
            Duplicated++;
            return;
        }

        _seen[number] = true;
        Received++;
        OutOfOrder += number < _highest ? 1 : 0;
        _highest = Math.Max(_highest, number);
    }

    /// <summary>Takes a file of payloads of one size, one after the other.</summary>
    public void AddFile(string path, int size)
    {
        using var file = new BufferedStream(File.OpenRead(path), 1 << 20);
        var payload = new byte[size];
        while (file.ReadAtLeast(payload, size, throwOnEndOfStream: false) == size)
        {
            Add(payload);
        }
    }

    /// <summary>Notes what was found.</summary>
    /// <exception cref="InvalidOperationException">Something came that nobody sent.</exception>
    public void Note(Sheet sheet)
    {
        if (Wrong > 0)
        {
            throw new InvalidOperationException($"{Wrong} payloads came that nobody sent.");
        }

        sheet.Note(Metric.Lost, Lost);
        sheet.Note(Metric.Duplicated, Duplicated);
        sheet.Note(Metric.OutOfOrder, OutOfOrder);
    }
}
