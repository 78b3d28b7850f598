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
    public void Write(IBufferWriter<byte> to, in EntryView entry) => Write(to, EntryDto.From(entry, int.MaxValue, _locals));

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> to, long count) => Write(to, new { Missed = count });

    private static void Write<T>(IBufferWriter<byte> to, T value)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            JsonSerializer.Serialize(json, value, ContractJson.Options);
        }

        to.Write("\n"u8);
    }
}
