using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>A real SignalR client that sees the hub's answers raw, as dictionaries, whichever protocol carries them.</summary>
internal static class HubClient
{
    public static async Task<HubConnection> ConnectAsync(WebLab lab, string protocol, string? token = null)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(lab.Http.BaseAddress!, "/hubs/live"), options =>
            options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token)
        );
        if (protocol == "messagepack")
        {
            builder.AddMessagePackProtocol();
        }

        var connection = builder.Build();
        await connection.StartAsync(WebLab.Soon());
        return connection;
    }

    /// <summary>A stream of the hub's raw items.</summary>
    public static async IAsyncEnumerable<IDictionary<string, object?>> Stream(
        this HubConnection connection,
        string method,
        params object?[] arguments
    )
    {
        await foreach (var item in connection.StreamAsyncCore<object>(method, arguments, WebLab.Soon()))
        {
            yield return (IDictionary<string, object?>)Plain(item)!;
        }
    }

    public static async Task<IDictionary<string, object?>> Invoke(
        this HubConnection connection,
        string method,
        params object?[] arguments
    ) => (IDictionary<string, object?>)Plain(await connection.InvokeCoreAsync<object>(method, arguments, WebLab.Soon()))!;

    public static IDictionary<string, object?> Map(this IDictionary<string, object?> map, string key) =>
        (IDictionary<string, object?>)map[key]!;

    public static List<IDictionary<string, object?>> List(this IDictionary<string, object?> map, string key) =>
        [.. ((object?[])map[key]!).Cast<IDictionary<string, object?>>()];

    public static long Number(this IDictionary<string, object?> map, string key) => Convert.ToInt64(map[key]);

    /// <summary>A payload: <c>bin</c> in MessagePack, base64 in JSON.</summary>
    public static byte[] Bytes(this IDictionary<string, object?> map, string key, string protocol) =>
        protocol == "messagepack" ? (byte[])map[key]! : Convert.FromBase64String((string)map[key]!);

    private static object? Plain(object? value) =>
        value switch
        {
            JsonElement { ValueKind: JsonValueKind.Object } json => json.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value)),
            JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Select(e => Plain(e)).ToArray(),
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
            JsonElement { ValueKind: JsonValueKind.Number } json => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
            JsonElement { ValueKind: JsonValueKind.True } => true,
            JsonElement { ValueKind: JsonValueKind.False } => false,
            JsonElement => null,
            IDictionary<object, object> map => map.ToDictionary(p => (string)p.Key, p => Plain(p.Value)),
            object[] list => list.Select(Plain).ToArray(),
            _ => value,
        };
}
