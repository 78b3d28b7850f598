using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace SocketLab.Core.Dissecting;

/// <summary>
/// A running sharkd: requests go to its standard input and answers come from its output, a line of JSON-RPC 2.0 each (Wireshark's
/// <c>doc/sharkd</c>). It is used by one caller at a time, and is of no use any more after an exception.
/// </summary>
internal sealed class SharkdProcess : IDisposable
{
    private const string FileName = "entries.pcapng";

    /// <summary>Protocols in protocols: what goes deeper is a payload that was made for it.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    // Both are ended by Dispose.
    private readonly Process _process;
    private readonly PipeReader _answers;
    private readonly DissectorOptions _options;
    private readonly string _folder;
    private long _asked;

    private SharkdProcess(Process process, string folder, DissectorOptions options)
    {
        (_process, _folder, _options) = (process, folder, options);

        // With each read an answer is looked through again for its end, so reads of an answer of megabytes are to be few.
        _answers = PipeReader.Create(process.StandardOutput.BaseStream, new StreamPipeReaderOptions(bufferSize: 128 << 10));

        // What it has to say beside its answers is read, so that it never waits for us, and dropped.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Files that it has opened.</summary>
    public int Files { get; private set; }

    /// <summary>Its process id, by which tests end it.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="DissectorException">It is not installed, or does not start.</exception>
    public static async Task<SharkdProcess> StartAsync(string folder, DissectorOptions options)
    {
        var program = SharkdProgram.Find(options.Program) ?? throw new DissectorException(DissectorFault.Missing);
        Process process;
        try
        {
            process = Process.Start(SharkdProgram.Prepare(program, folder, options))!;
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new DissectorException(DissectorFault.Failed);
        }

        var started = new SharkdProcess(process, folder, options);
        try
        {
            // A cold start reads some 100 MB from the disk.
            await started.CallAsync("status", _ => { }, options.Timeout * 4);
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file of these bytes in the place of the one before.</summary>
    /// <exception cref="DissectorException">It failed.</exception>
    public async Task LoadAsync(ReadOnlyMemory<byte> file)
    {
        Files++;
        try
        {
            await using var to = new FileStream(Path.Combine(_folder, FileName), FileMode.Create);
            await to.WriteAsync(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DissectorException(DissectorFault.Failed);
        }

        await CallAsync("load", parameters => parameters.WriteString("file", FileName), _options.Timeout);
    }

    /// <summary>The tree of a packet of the open file.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <exception cref="DissectorException">It failed.</exception>
    public Task<JsonElement> FrameAsync(long number) =>
        CallAsync(
            "frame",
            parameters =>
            {
                parameters.WriteNumber("frame", number);
                parameters.WriteBoolean("proto", true);

                // Only with its bytes does it say which of them a line is about: the packet's, or those of what was put together.
                parameters.WriteBoolean("bytes", true);
            },
            _options.Timeout
        );

    /// <summary>The columns of all packets of the open file.</summary>
    /// <exception cref="DissectorException">It failed.</exception>
    public Task<JsonElement> FramesAsync() => CallAsync("frames", _ => { }, _options.Timeout);

    /// <summary>The columns of one packet of the open file.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <exception cref="DissectorException">It failed.</exception>
    public Task<JsonElement> FramesAsync(long number) =>
        CallAsync(
            "frames",
            parameters =>
            {
                // It takes 0 for no number.
                if (number > 1)
                {
                    parameters.WriteNumber("skip", number - 1);
                }

                parameters.WriteNumber("limit", 1);
            },
            _options.Timeout
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _process.Dispose();
        try
        {
            File.Delete(Path.Combine(_folder, FileName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next one overwrites it.
        }
    }

    private async Task<JsonElement> CallAsync(string method, Action<Utf8JsonWriter> write, TimeSpan timeout)
    {
        using var late = new CancellationTokenSource(timeout);
        try
        {
            var to = _process.StandardInput.BaseStream;
            await to.WriteAsync(Request(++_asked, method, write), late.Token);
            await to.FlushAsync(late.Token);
            using var answer = JsonDocument.Parse(await ReadLineAsync(late.Token), Deep);
            var root = answer.RootElement;
            return
                root.TryGetProperty("id", out var id)
                && id.TryGetInt64(out var answered)
                && answered == _asked
                && root.TryGetProperty("result", out var result)
                ? result.Clone()
                : throw new DissectorException(DissectorFault.Failed);
        }
        catch (OperationCanceledException)
        {
            throw new DissectorException(DissectorFault.TimedOut);
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException)
        {
            throw new DissectorException(DissectorFault.Failed);
        }
    }

    private static ReadOnlyMemory<byte> Request(long id, string method, Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", id);
            json.WriteString("method", method);
            json.WriteStartObject("params");
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }

    /// <summary>The next line as text: what is no UTF-8 in it becomes U+FFFD.</summary>
    private async Task<string> ReadLineAsync(CancellationToken late)
    {
        while (true)
        {
            var read = await _answers.ReadAsync(late);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end));
                _answers.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.Buffer.Length > _options.AnswerBytes)
            {
                throw new DissectorException(DissectorFault.TooLong);
            }

            if (read.IsCompleted)
            {
                throw new DissectorException(DissectorFault.Failed);
            }

            _answers.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
