namespace SocketLab.Core.Tests.Architecture.Circle.Upper.Inner;

/// <summary>The other half, in a part of its room.</summary>
public static class Roof
{
    public static int Height => Lower.Ground.Height + 1;
}
