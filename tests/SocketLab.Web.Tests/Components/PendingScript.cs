using Microsoft.JSInterop;

namespace SocketLab.Web.Tests.Components;

/// <summary>A browser that answers when the test says so.</summary>
internal sealed class PendingScript : IJSRuntime
{
    public List<PendingCall> Calls { get; } = [];

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, default, args);

    public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        var call = new PendingCall(identifier, args ?? []);
        Calls.Add(call);
        return (TValue)(await call.Result.WaitAsync(cancellationToken))!;
    }
}

/// <summary>A call that waits for its answer.</summary>
internal sealed class PendingCall(string identifier, object?[] arguments)
{
    private readonly TaskCompletionSource<object?> _result = new();

    public string Identifier => identifier;

    public object?[] Arguments => arguments;

    public Task<object?> Result => _result.Task;

    public void Answer(object? value) => _result.SetResult(value);

    public void Fail(Exception fault) => _result.SetException(fault);
}

/// <summary>What a script's <c>attach</c> returns.</summary>
internal sealed class Attached : IJSObjectReference
{
    public List<string> Called { get; } = [];

    public bool IsDisposed { get; private set; }

    public Exception? Fault { get; init; }

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, default, args);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        Called.Add(identifier);
        return Fault is null ? default : ValueTask.FromException<TValue>(Fault);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}
