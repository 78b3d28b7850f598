namespace SocketLab.Core.Tests.Architecture.Circle.Garden;

/// <summary>Knows a room and is known by none: no part of the circle.</summary>
public static class Tree
{
    public static int Height => Lower.Ground.Height;
}
