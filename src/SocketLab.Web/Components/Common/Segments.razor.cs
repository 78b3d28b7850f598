using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>A choice among few that are all in sight. One tab stop; the arrow keys choose (<c>js/arrows.js</c>).</summary>
/// <typeparam name="T">What is chosen.</typeparam>
public partial class Segments<T>
{
    /// <summary>What the choice is about, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What there is to choose from.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Segment<T>> Choices { get; set; } = [];

    /// <summary>What is chosen; it may be none of them.</summary>
    [Parameter]
    public T? Value { get; set; }

    /// <summary>Another one was chosen.</summary>
    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    private bool HasNone => !Choices.Any(choice => Same(choice.Value, Value));

    private static bool Same(T one, T? other) => EqualityComparer<T>.Default.Equals(one, other);
}

/// <summary>One of the choices of a <see cref="Segments{T}"/>.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
/// <param name="Value">What choosing it means.</param>
/// <param name="Text">What is written on it.</param>
/// <param name="Title">What it means, for whoever points at it.</param>
/// <param name="TestId">The name by which tests find it.</param>
public sealed record Segment<T>(T Value, string Text, string? Title = null, string? TestId = null);
