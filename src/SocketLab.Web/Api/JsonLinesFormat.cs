using System.Buffers;
using System.Text.Json;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Capture.Export;
using SocketLab.Core.Journal;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary>A JSON object a line, each an entry as the contract has it.</summary>
internal sealed class JsonLinesFormat(Endpoint endpoint) : IExportFormat
{
    private readonly LocalAddresses _locals = new(endpoint);

    /// <inheritdoc/>
    public string MediaType => "application/jsonl; charset=utf-8";

    /// <inheritdoc/>
    public string Extension => "jsonl";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry) => Write(file, EntryDto.From(entry, int.MaxValue, _locals));

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count) => Write(file, new { Missed = count });

    private static void Write<T>(IBufferWriter<byte> file, T value)
    {
        using (var json = new Utf8JsonWriter(file))
        {
            JsonSerializer.Serialize(json, value, ContractJson.Options);
        }

        file.Write("\n"u8);
    }
}
